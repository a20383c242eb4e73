package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A history parted into the few good trials and the others, each in the order of trial numbers;
 * running trials are the last of the others ("constant liar"). Of very many others a part stands
 * for all: the newest, and older ones that their numbers choose.
 */
final class TpeSplit {

  private static final double GOOD_SHARE = 0.1;
  private static final int MOST_GOOD = 25;

  /** So many of the others are looked at in full. */
  private static final int ENOUGH = 1000;

  private static final int NEWEST = ENOUGH / 2;

  private final History history;
  private final List<Parameters> running;
  private final int[] good;
  private final int[] bad;

  private TpeSplit(History history, List<Parameters> running, int[] good, int[] bad) {
    this.history = history;
    this.running = running;
    this.good = good;
    this.bad = bad;
  }

  static TpeSplit of(History history, List<Parameters> running) {
    int goodOnes = Math.min((int) Math.ceil(GOOD_SHARE * history.evaluated()), MOST_GOOD);
    int[] good = isPlain(history) ? history.best(goodOnes) : ofTheFronts(history, goodOnes);
    Arrays.sort(good);
    int[] bad = byNumber(history, others(history, good));
    return new TpeSplit(history, List.copyOf(running), byNumber(history, good), bad);
  }

  private static boolean isPlain(History history) {
    for (FinishedTrial trial : history) {
      if (trial.outcome() instanceof Outcome.Complete complete) {
        return complete.objectives().size() == 1;
      }
    }
    return true;
  }

  /** With several objectives, front after front; nobody knows all objectives of a pruned trial. */
  private static int[] ofTheFronts(History history, int wanted) {
    Set<FinishedTrial> best = new HashSet<>(ParetoFront.best(history, wanted));
    return IntStream.range(0, history.size())
        .filter(row -> best.contains(history.get(row)))
        .toArray();
  }

  double[] goodPoints(String name, Dimension dimension) {
    return points(history.column(name, dimension), good, new double[0]);
  }

  double[] badPoints(String name, Dimension dimension) {
    double[] liars =
        running.stream().mapToDouble(trial -> pointOf(trial, name, dimension)).toArray();
    return points(history.column(name, dimension), bad, liars);
  }

  private static double pointOf(Parameters trial, String name, Dimension dimension) {
    return trial.get(name).map(dimension::pointOf).orElse(Double.NaN);
  }

  /** One point per trial, NaN where it says nothing about the parameter. */
  private static double[] points(History.Column column, int[] rows, double[] liars) {
    double[] points = new double[rows.length + liars.length];
    for (int i = 0; i < rows.length; i++) {
      points[i] = column.at(rows[i]);
    }
    System.arraycopy(liars, 0, points, rows.length, liars.length);
    return points;
  }

  private static int[] others(History history, int[] sortedGood) {
    int others = history.evaluated() - sortedGood.length;
    int newest = others > ENOUGH ? highestNumber(history) - NEWEST : Integer.MIN_VALUE;
    double share = (double) (ENOUGH - NEWEST) / Math.max(1, others - NEWEST);
    int[] rows = new int[Math.min(others, 2 * ENOUGH)];
    int size = 0;
    int nextGood = 0;
    for (int row = 0; row < history.size(); row++) {
      if (nextGood < sortedGood.length && sortedGood[nextGood] == row) {
        nextGood++;
      } else if (history.hasValue(row) && isTaken(history.number(row), newest, share)) {
        rows = size < rows.length ? rows : Arrays.copyOf(rows, 2 * size);
        rows[size++] = row;
      }
    }
    return Arrays.copyOf(rows, size);
  }

  private static boolean isTaken(int number, int newest, double share) {
    return number > newest || TrialSeeds.share(number) < share;
  }

  private static int highestNumber(History history) {
    int highest = 0;
    for (int row = 0; row < history.size(); row++) {
      highest = Math.max(highest, history.number(row));
    }
    return highest;
  }

  private static int[] byNumber(History history, int[] rows) {
    long[] keys = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      keys[i] = ((long) history.number(rows[i]) << Integer.SIZE) | rows[i];
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }
}
