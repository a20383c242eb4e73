package dev.millrace.hpo.search.cube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Points that were evaluated and what came out, in the order in which they were chosen. */
public final class Observations {

  /** What is known of a point. */
  public enum Kind {
    /** The objective. */
    COMPLETE,
    /** The objective at a part of the budget, given up since others were better there. */
    PRUNED,
    /** By how much it breaks constraints. */
    INFEASIBLE,
    /** Nothing, and that was not what anybody wanted. */
    FAILED
  }

  private final List<double[]> points = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  /** Adds a point; the value of one that failed is not looked at. */
  public void add(double[] point, Kind kind, double value) {
    points.add(point);
    kinds.add(kind);
    values.add(value);
  }

  public int size() {
    return points.size();
  }

  /** How many were evaluated to the end: what can be modelled. */
  public int evaluated() {
    return count(Kind.COMPLETE) + count(Kind.INFEASIBLE);
  }

  public List<double[]> points() {
    return List.copyOf(points);
  }

  /** While nothing keeps the constraints, the search is for what does. */
  private Kind leading() {
    return count(Kind.COMPLETE) > 0 ? Kind.COMPLETE : Kind.INFEASIBLE;
  }

  private int count(Kind kind) {
    return (int) kinds.stream().filter(kind::equals).count();
  }

  /** Index of the best one; there must be a telling one. */
  public int best() {
    Kind leading = leading();
    return IntStream.range(0, size())
        .filter(i -> kinds.get(i) == leading)
        .boxed()
        .min(Comparator.comparingDouble(values::get))
        .orElseThrow();
  }

  public Observations only(Predicate<double[]> chosen) {
    Observations some = new Observations();
    for (int i = 0; i < size(); i++) {
      if (chosen.test(points.get(i))) {
        some.add(points.get(i), kinds.get(i), values.get(i));
      }
    }
    return some;
  }

  /**
   * A target for each point, on the scale of {@code known}: that itself for the telling ones;
   * beside them, pruned ones are at least middling, failed ones as bad as the worst, and infeasible
   * ones worse than that.
   *
   * @param known {@link #tellingValues}, perhaps transformed
   */
  public double[] targets(double[] known) {
    double[] sorted = known.clone();
    Arrays.sort(sorted);
    double worst = sorted[sorted.length - 1];
    double[] objectives = sorted(leading());
    double[] violations = sorted(Kind.INFEASIBLE);
    double[] targets = new double[size()];
    int next = 0;
    for (int i = 0; i < targets.length; i++) {
      double value = values.get(i);
      Kind kind = kinds.get(i);
      targets[i] =
          kind == leading()
              ? known[next++]
              : switch (kind) {
                case COMPLETE, FAILED -> worst;
                case PRUNED -> sorted[Math.max(sorted.length / 2, place(objectives, value))];
                case INFEASIBLE -> worst + (1.0 + place(violations, value)) / violations.length;
              };
    }
    return targets;
  }

  /** The values of the telling ones, in order. */
  public double[] tellingValues() {
    Kind leading = leading();
    return IntStream.range(0, size())
        .filter(i -> kinds.get(i) == leading)
        .mapToDouble(values::get)
        .toArray();
  }

  private double[] sorted(Kind kind) {
    return IntStream.range(0, size())
        .filter(i -> kinds.get(i) == kind)
        .mapToDouble(values::get)
        .sorted()
        .toArray();
  }

  /** Index of the largest value that is not above another, 0 when all are. */
  private static int place(double[] sorted, double value) {
    int place = 0;
    while (place + 1 < sorted.length && sorted[place + 1] <= value) {
      place++;
    }
    return place;
  }
}
