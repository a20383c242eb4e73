package dev.millrace.hpo.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Trials of which none is better in all objectives. A trial that keeps the constraints dominates
 * one that does not, and of two that do not, the one that breaks them less.
 *
 * <p>Source: Deb, Pratap, Agarwal, Meyarivan, <i>A Fast and Elitist Multiobjective Genetic
 * Algorithm: NSGA-II</i>, IEEE Transactions on Evolutionary Computation 6, 2002.
 */
public final class ParetoFront {

  /** Nobody is dominated by one who comes later. */
  private static final Comparator<FinishedTrial> ORDER =
      Comparator.comparing(ParetoFront::complete).thenComparingInt(FinishedTrial::number);

  private ParetoFront() {}

  /**
   * The complete trials that no other dominates, by the first objective, then the next, then by
   * number. Trials that break constraints are among them only if none keeps them.
   */
  public static List<FinishedTrial> of(List<FinishedTrial> history) {
    List<FinishedTrial> front = new ArrayList<>();
    peel(inOrder(history), front);
    return List.copyOf(front);
  }

  /**
   * The best {@code k} complete trials: front after front, and of the last one those that stand
   * most alone.
   */
  static List<FinishedTrial> best(List<FinishedTrial> history, int k) {
    List<FinishedTrial> best = new ArrayList<>();
    List<FinishedTrial> left = inOrder(history);
    while (best.size() < k && !left.isEmpty()) {
      List<FinishedTrial> front = new ArrayList<>();
      left = peel(left, front);
      int wanted = Math.min(k - best.size(), front.size());
      best.addAll(mostAlone(front).subList(0, wanted));
    }
    return best;
  }

  static boolean dominates(FinishedTrial one, FinishedTrial other) {
    Outcome.Complete a = complete(one);
    Outcome.Complete b = complete(other);
    return a.violation() < b.violation()
        || (a.isFeasible() && b.isFeasible() && a.objectives().dominates(b.objectives()));
  }

  private static List<FinishedTrial> inOrder(List<FinishedTrial> history) {
    List<FinishedTrial> complete = new ArrayList<>();
    for (FinishedTrial trial : history) {
      if (trial.outcome() instanceof Outcome.Complete) {
        complete.add(trial);
      }
    }
    complete.sort(ORDER);
    return complete;
  }

  /** Moves those that nobody dominates to the front; answers the others. */
  private static List<FinishedTrial> peel(List<FinishedTrial> ordered, List<FinishedTrial> front) {
    List<FinishedTrial> others = new ArrayList<>();
    for (FinishedTrial trial : ordered) {
      boolean dominated = front.stream().anyMatch(other -> dominates(other, trial));
      (dominated ? others : front).add(trial);
    }
    return others;
  }

  private static List<FinishedTrial> mostAlone(List<FinishedTrial> front) {
    double[] distances = crowdingDistances(front);
    return Arrays.stream(indexes(front.size()))
        .sorted(Comparator.comparingDouble(i -> -distances[i]))
        .map(front::get)
        .toList();
  }

  /** Sum over the objectives of how far the two neighbours lie apart; infinite at the ends. */
  static double[] crowdingDistances(List<FinishedTrial> front) {
    double[] distances = new double[front.size()];
    int objectives = front.stream().mapToInt(trial -> objectives(trial).size()).min().orElse(0);
    for (int objective = 0; objective < objectives; objective++) {
      addDistances(front, objective, distances);
    }
    return distances;
  }

  private static void addDistances(List<FinishedTrial> front, int objective, double[] distances) {
    double[] values =
        front.stream().mapToDouble(trial -> objectives(trial).get(objective)).toArray();
    Integer[] sorted = indexes(values.length);
    Arrays.sort(sorted, Comparator.comparingDouble(i -> values[i]));
    int last = values.length - 1;
    double width = values[sorted[last]] - values[sorted[0]];
    distances[sorted[0]] = Double.POSITIVE_INFINITY;
    distances[sorted[last]] = Double.POSITIVE_INFINITY;
    for (int i = 1; i < last && width > 0; i++) {
      distances[sorted[i]] += (values[sorted[i + 1]] - values[sorted[i - 1]]) / width;
    }
  }

  private static Integer[] indexes(int n) {
    Integer[] indexes = new Integer[n];
    Arrays.setAll(indexes, i -> i);
    return indexes;
  }

  private static Objectives objectives(FinishedTrial trial) {
    return complete(trial).objectives();
  }

  private static Outcome.Complete complete(FinishedTrial trial) {
    if (trial.outcome() instanceof Outcome.Complete complete) {
      return complete;
    }
    throw new IllegalArgumentException("trial %d is not complete".formatted(trial.number()));
  }
}
