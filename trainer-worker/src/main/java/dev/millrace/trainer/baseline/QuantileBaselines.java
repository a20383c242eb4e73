package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Fold;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.metric.Quantiles;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Quantiles that need no trees: a point forecast and how far it used to be off. */
public final class QuantileBaselines {
  /** Residuals of fewer rows have no tail. */
  private static final int FEWEST = 30;

  private QuantileBaselines() {}

  /**
   * Adds the quantiles of a series' residuals on the rows to train on to the forecasts of the rows
   * to judge; those of all series where one has few.
   *
   * @param points forecasts of all rows of the dataset
   */
  public static Forecast of(Dataset dataset, double[] points, Fold fold, QuantileLevels levels) {
    double[] pooled = quantiles(dataset, points, allOf(fold), levels);
    Map<String, double[]> bySeries = new TreeMap<>();
    allOf(fold)
        .boxed()
        .collect(Collectors.groupingBy(dataset::series, TreeMap::new, Collectors.toList()))
        .forEach(
            (series, rows) ->
                bySeries.put(
                    series,
                    rows.size() < FEWEST
                        ? pooled
                        : quantiles(
                            dataset, points, rows.stream().mapToInt(Integer::intValue), levels)));
    double[][] columns = new double[levels.count()][fold.judged().count()];
    for (int i = 0; i < fold.judged().count(); i++) {
      int row = fold.judged().from() + i;
      double[] residuals = bySeries.getOrDefault(dataset.series(row), pooled);
      for (int k = 0; k < columns.length; k++) {
        columns[k][i] = points[row] + residuals[k];
      }
    }
    return Forecast.ofQuantiles(levels, columns);
  }

  private static IntStream allOf(Fold fold) {
    return IntStream.range(fold.train().from(), fold.train().to());
  }

  private static double[] quantiles(
      Dataset dataset, double[] points, IntStream rows, QuantileLevels levels) {
    double[] residuals =
        rows.mapToDouble(row -> dataset.target()[row] - points[row]).sorted().toArray();
    double[] quantiles = new double[levels.count()];
    Arrays.setAll(quantiles, i -> Quantiles.at(levels.share(i), residuals));
    return quantiles;
  }
}
