package dev.millrace.trainer.train;

import dev.millrace.trainer.anomaly.Residuals;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Fold;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The training and validation rows cut such that models of the rows before forecast each stretch.
 * The first 15 % of the rows, at most 750, are for learning only; of those, the second half is
 * forecast to have residuals to begin with.
 *
 * @param folds each of the rows before its stretch
 * @param judgedFrom first row whose score counts
 */
record PastFolds(List<Fold> folds, int judgedFrom) {
  private static final double LEARNING_SHARE = 0.15;
  private static final int MOST_LEARNING = 750;
  private static final int STRETCHES = 8;

  /** A model of fewer rows forecasts nothing. */
  private static final int FEWEST_TO_FIT = 24;

  /** Fewer residuals have no tail. */
  private static final int FEWEST_RESIDUALS = 30;

  static PastFolds of(Dataset dataset, boolean embargo) {
    int rows = dataset.splits().rows();
    int end = dataset.splits().test().from();
    int learning = Math.min((int) (LEARNING_SHARE * rows), MOST_LEARNING);
    int fittable = FEWEST_TO_FIT + dataset.layout().horizon();
    int first = Math.min(Math.max(learning / 2, fittable), dataset.splits().validation().from());
    int judged = Math.min(Math.max(learning, first + FEWEST_RESIDUALS), end);
    TreeSet<Integer> cuts = new TreeSet<>(List.of(first, (first + judged) / 2));
    IntStream.range(0, STRETCHES)
        .map(i -> judged + (int) ((long) (end - judged) * i / STRETCHES))
        .forEach(cuts::add);
    List<Fold> folds =
        Fold.rolling(dataset, cuts.stream().filter(cut -> cut < end).toList(), end, embargo);
    int judgedFrom =
        folds.stream()
            .mapToInt(fold -> fold.judged().from())
            .filter(from -> from >= judged)
            .min()
            .orElse(end);
    return new PastFolds(folds, judgedFrom);
  }

  /** When a detector is fitted anew; the last time for the test rows. */
  long[] refitTimes(Dataset dataset) {
    return IntStream.concat(
            folds.stream().mapToInt(fold -> fold.judged().from()).filter(row -> row >= judgedFrom),
            IntStream.of(dataset.splits().test().from()))
        .mapToLong(dataset::targetTime)
        .toArray();
  }

  /** From when on the test rows are. */
  long testTime(Dataset dataset) {
    return dataset.targetTime(dataset.splits().test().from());
  }

  /** Of all rows with a forecast, by series. */
  List<Residuals> residuals(Dataset dataset, double[] forecasts) {
    TreeMap<String, Residuals.Gathering> bySeries = new TreeMap<>();
    for (int row = 0; row < forecasts.length; row++) {
      if (!Double.isNaN(forecasts[row])) {
        bySeries
            .computeIfAbsent(dataset.series(row), Residuals.Gathering::new)
            .add(dataset.targetTime(row), dataset.target()[row] - forecasts[row]);
      }
    }
    return bySeries.values().stream().map(Residuals.Gathering::residuals).toList();
  }
}
