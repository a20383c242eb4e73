package dev.millrace.features.dataset.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** What is remembered of a dataset, to tell later how far another one has moved from it. */
public record Profile(List<ColumnProfile> columns) {

  private static final int PARTS = 10;

  /** An empty part would make the index infinite. */
  private static final double SMALLEST_SHARE = 1e-4;

  /**
   * A column cut into tenths.
   *
   * @param edges ascending; a part ends with its edge, the last part has none
   * @param shares of the rows in each part, and last of those without a value
   */
  public record ColumnProfile(String name, List<Double> edges, List<Double> shares) {
    public ColumnProfile {
      edges = List.copyOf(edges);
      shares = List.copyOf(shares);
    }
  }

  /** How far a column has moved: the population stability index, in nats. */
  public record Drift(String column, double psi) {}

  public Profile {
    columns = List.copyOf(columns);
  }

  /** The profile of a dataset, out of rows of it. */
  public static Profile of(Sample sample) {
    List<ColumnProfile> columns = new ArrayList<>();
    sample
        .columns()
        .forEach(
            (name, sorted) -> {
              List<Double> edges = edges(sorted);
              columns.add(new ColumnProfile(name, edges, shares(sorted, edges)));
            });
    return new Profile(columns);
  }

  /** How far the columns that both have moved, the farthest first. */
  public List<Drift> driftOf(Sample sample) {
    var now = sample.columns();
    return columns.stream()
        .filter(column -> now.containsKey(column.name()))
        .map(
            column ->
                new Drift(
                    column.name(), psi(column, Objects.requireNonNull(now.get(column.name())))))
        .sorted(Comparator.comparingDouble(Drift::psi).reversed())
        .toList();
  }

  private static double psi(ColumnProfile before, double[] sorted) {
    List<Double> shares = shares(sorted, before.edges());
    double psi = 0;
    for (int part = 0; part < shares.size(); part++) {
      double now = Math.max(SMALLEST_SHARE, shares.get(part));
      double then = Math.max(SMALLEST_SHARE, before.shares().get(part));
      psi += (now - then) * StrictMath.log(now / then);
    }
    return psi;
  }

  /** The inner deciles; a value that fills several tenths is one edge. */
  private static List<Double> edges(double[] sorted) {
    int known = Sample.known(sorted);
    return IntStream.range(1, known == 0 ? 1 : PARTS)
        .mapToDouble(part -> sorted[(int) ((long) known * part / PARTS)])
        .distinct()
        .boxed()
        .toList();
  }

  private static List<Double> shares(double[] sorted, List<Double> edges) {
    int known = Sample.known(sorted);
    List<Double> shares = new ArrayList<>();
    int from = 0;
    for (double edge : edges) {
      int until = from;
      while (until < known && sorted[until] <= edge) {
        until++;
      }
      shares.add((double) (until - from) / sorted.length);
      from = until;
    }
    shares.add((double) (known - from) / sorted.length);
    shares.add((double) (sorted.length - known) / sorted.length);
    return shares;
  }
}
