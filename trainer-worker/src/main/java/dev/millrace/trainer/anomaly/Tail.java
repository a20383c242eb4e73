package dev.millrace.trainer.anomaly;

import dev.millrace.trainer.metric.Quantiles;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How rare it is that a magnitude is as large. */
public sealed interface Tail {
  /** The largest surprise: finite, whatever comes. */
  double MOST = 1_000;

  /**
   * Minus the decimal logarithm of the share of ordinary points that are at least as far off: 3 is
   * one in a thousand.
   */
  double surprise(double magnitude);

  /** As text that {@link #parse} reads. */
  String format();

  /**
   * Ordinary points are normally distributed with this deviation.
   *
   * @param deviation above 0
   */
  record Normal(double deviation) implements Tail {
    static Normal of(double[] magnitudes) {
      double[] sorted = Quantiles.sorted(magnitudes);
      double typical = Quantiles.NORMAL * Quantiles.at(0.5, sorted);
      return new Normal(Math.max(typical, 0.01 * sorted[sorted.length - 1] + Double.MIN_NORMAL));
    }

    @Override
    public double surprise(double magnitude) {
      return Math.min(-NormalTail.log10TwoSided(magnitude / deviation), MOST);
    }

    @Override
    public String format() {
      return "normal " + deviation;
    }
  }

  /**
   * Up to a threshold as often as seen, beyond it a generalized Pareto distribution.
   *
   * @param median of the magnitudes
   * @param threshold above which the distribution holds
   * @param share of the magnitudes that are above it
   */
  record Extreme(double median, double threshold, double share, double shape, double scale)
      implements Tail {
    /** Share of the sample that makes the tail. */
    private static final double TAIL = 0.02;

    private static final int FEWEST = 10;

    /** Of a shorter sample at most this share. */
    private static final double MOST_OF_FEW = 0.25;

    /**
     * A lighter tail than exponential would make everything that was never seen impossible; a much
     * heavier one, nothing surprising.
     */
    private static final double HEAVIEST = 0.3;

    /** A sample without any spread must not make the next hair infinitely surprising. */
    private static final double LEAST_SCALE = 0.01;

    static Extreme of(double[] magnitudes) {
      double[] sorted = Quantiles.sorted(magnitudes);
      int wanted = Math.max(FEWEST, (int) (TAIL * sorted.length));
      int count = Math.clamp(wanted, 1, Math.max(1, (int) (MOST_OF_FEW * sorted.length)));
      int from = Math.max(0, sorted.length - count - 1);
      double[] excesses =
          Arrays.stream(sorted, from + 1, sorted.length).map(x -> x - sorted[from]).toArray();
      var beyond =
          GeneralizedPareto.fit(excesses.length == 0 ? new double[] {0} : excesses, 0, HEAVIEST);
      double share = Math.max(1, excesses.length) / (sorted.length + 1.0);
      double scale = Math.max(beyond.scale(), LEAST_SCALE * Math.max(sorted[from], 1));
      return new Extreme(Quantiles.at(0.5, sorted), sorted[from], share, beyond.shape(), scale);
    }

    @Override
    public double surprise(double magnitude) {
      if (magnitude > threshold) {
        double log = new GeneralizedPareto(shape, scale).logSurvival(magnitude - threshold);
        double surprise = -(StrictMath.log10(share) + log / StrictMath.log(10));
        return Math.min(surprise, Tail.MOST);
      }
      return magnitude <= median
          ? between(magnitude, 0, 1, median, 0.5)
          : between(magnitude, median, 0.5, threshold, share);
    }

    /** Below the threshold nobody asks exactly: straight lines on the scale of the surprise. */
    private static double between(double x, double low, double lowShare, double high, double more) {
      double from = -StrictMath.log10(lowShare);
      double to = -StrictMath.log10(Math.min(more, lowShare));
      return high > low ? from + (to - from) * (x - low) / (high - low) : from;
    }

    @Override
    public String format() {
      return "extreme %s %s %s %s %s".formatted(median, threshold, share, shape, scale);
    }
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @throws IllegalArgumentException when it did not
   */
  static Tail parse(String text) {
    String[] parts = text.split(" ");
    double[] numbers = Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
    if (parts[0].equals("normal") && numbers.length == 1) {
      return new Normal(numbers[0]);
    }
    if (parts[0].equals("extreme") && numbers.length == 5) {
      return new Extreme(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
    throw new IllegalArgumentException(
        "a tail must be normal with 1 number or extreme with 5, got '%s'"
            .formatted(Arrays.stream(parts).limit(7).collect(Collectors.joining(" "))));
  }
}
