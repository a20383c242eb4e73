package dev.millrace.trainer.metric;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which quantiles are forecast.
 *
 * @param shares of the targets that are to lie below each quantile: 2 to 9, rising, above 0, below
 *     1, the median 0.5 among them
 */
public record QuantileLevels(List<Double> shares) {
  public static final QuantileLevels DEFAULT = new QuantileLevels(List.of(0.1, 0.5, 0.9));

  private static final int FEWEST = 2;
  private static final int MOST = 9;
  private static final double MEDIAN = 0.5;

  public QuantileLevels {
    shares = List.copyOf(shares);
    boolean rising = true;
    for (int i = 1; i < shares.size(); i++) {
      rising &= shares.get(i - 1) < shares.get(i);
    }
    if (!rising
        || shares.size() < FEWEST
        || shares.size() > MOST
        || !shares.contains(MEDIAN)
        || !(shares.getFirst() > 0 && shares.getLast() < 1)) {
      throw new IllegalArgumentException(
          "training.quantiles must be 2 to 9 rising numbers above 0 and below 1 with 0.5 among them, got "
              + shares);
    }
  }

  public int count() {
    return shares.size();
  }

  public double share(int index) {
    return shares.get(index);
  }

  /** Where the median is. */
  public int median() {
    return shares.indexOf(MEDIAN);
  }

  /** As a quantile is called in metrics: p10 for 0.1, p2_5 for 0.025. */
  public String label(int index) {
    return "p"
        + BigDecimal.valueOf(share(index))
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
            .replace('.', '_');
  }

  /** Share of the targets that are to lie between the outermost quantiles. */
  public double nominalCoverage() {
    return BigDecimal.valueOf(shares.getLast())
        .subtract(BigDecimal.valueOf(shares.getFirst()))
        .doubleValue();
  }

  /** The shares with commas between them. */
  public String text() {
    return shares.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
