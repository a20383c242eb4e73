package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.set.FeatureSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The rows of a dataset: every usable origin of every series, by origin and then by series.
 *
 * <p>Values are computed when asked for, so a table costs little more memory than its series.
 */
public final class FeatureTable {

  private final List<Column> columns;
  private final List<SeriesFeatures> series;

  /** Per row, in row order: the place of its series in {@link #series}. */
  private final int[] seriesOf;

  /** Per row, in row order: the step that is its origin. */
  private final int[] originOf;

  private FeatureTable(
      List<Column> columns, List<SeriesFeatures> series, int[] seriesOf, int[] originOf) {
    this.columns = columns;
    this.series = series;
    this.seriesOf = seriesOf;
    this.originOf = originOf;
  }

  /** The rows of all series, given by name in the order of their names. */
  static FeatureTable of(
      FeatureSet set, String variable, int horizon, SortedMap<String, Grid> grids) {
    List<SeriesFeatures> series =
        grids.entrySet().stream().map(entry -> features(entry, set, horizon)).toList();
    long[] rows =
        IntStream.range(0, series.size())
            .mapToObj(place -> usableOrigins(series.get(place), place))
            .flatMapToLong(Arrays::stream)
            .toArray();
    int[] order = inTimeOrder(series, rows);
    return new FeatureTable(
        Column.of(set, variable, horizon),
        series,
        Arrays.stream(order).map(row -> seriesPart(rows[row])).toArray(),
        Arrays.stream(order).map(row -> originPart(rows[row])).toArray());
  }

  private static SeriesFeatures features(
      Map.Entry<String, Grid> entry, FeatureSet set, int horizon) {
    return new SeriesFeatures(entry.getKey(), entry.getValue(), set, horizon);
  }

  private static long[] usableOrigins(SeriesFeatures features, int place) {
    return IntStream.range(0, features.grid().size())
        .filter(features::usable)
        .mapToLong(origin -> ((long) place << 32) | origin)
        .toArray();
  }

  private static int[] inTimeOrder(List<SeriesFeatures> series, long[] rows) {
    IntStream all = IntStream.range(0, rows.length);
    if (series.size() == 1) {
      return all.toArray();
    }
    // A stable sort: rows of one origin stay in the order of their series.
    return all.boxed()
        .sorted(
            Comparator.comparingLong(
                row -> series.get(seriesPart(rows[row])).originTime(originPart(rows[row]))))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int seriesPart(long row) {
    return (int) (row >>> 32);
  }

  private static int originPart(long row) {
    return (int) row;
  }

  /** Columns in file order: series, origin, target time, then the numeric ones. */
  public List<Column> columns() {
    return columns;
  }

  /** Number of rows. */
  public int rows() {
    return originOf.length;
  }

  /** Name of a row's series. */
  public String series(int row) {
    return features(row).series();
  }

  /** Origin of a row in milliseconds since 1970-01-01. */
  public long originTime(int row) {
    return features(row).originTime(originOf[row]);
  }

  /** Target time of a row in milliseconds since 1970-01-01. */
  public long targetTime(int row) {
    return features(row).targetTime(originOf[row]);
  }

  /** A numeric column of a row, counted from the first feature; the last one is the target. */
  public double number(int row, int column) {
    SeriesFeatures features = features(row);
    return column == features.inputCount()
        ? features.target(originOf[row])
        : features.input(column, originOf[row]);
  }

  /**
   * A numeric column of the rows from {@code from} until {@code until}, put at the beginning of the
   * array. Several threads may ask for different columns at once.
   */
  public void numbers(int column, int from, int until, double[] into) {
    for (int row = from; row < until; row++) {
      into[row - from] = number(row, column);
    }
  }

  /** The target of a row. */
  public double target(int row) {
    return features(row).target(originOf[row]);
  }

  /** Whether a row has the origin of the row before it. */
  boolean sameOriginAsBefore(int row) {
    return row > 0 && row < rows() && originTime(row) == originTime(row - 1);
  }

  private SeriesFeatures features(int row) {
    return series.get(seriesOf[row]);
  }
}
