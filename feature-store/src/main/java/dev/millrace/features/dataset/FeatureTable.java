package dev.millrace.features.dataset;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

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

  /** The last block that was asked for; several threads may make the same. */
  private volatile @Nullable Block block;

  private FeatureTable(
      List<Column> columns, List<SeriesFeatures> series, int[] seriesOf, int[] originOf) {
    this.columns = columns;
    this.series = series;
    this.seriesOf = seriesOf;
    this.originOf = originOf;
  }

  /** The rows of all series. */
  static FeatureTable of(List<Column> columns, List<SeriesFeatures> series) {
    int rows = series.stream().mapToInt(FeatureTable::usable).sum();
    int[] seriesOf = new int[rows];
    int[] originOf = new int[rows];
    int row = 0;
    int[] inTimeOrder = byPhase(series);
    long first = slots(series, features -> features.grid().slot(0)).min().orElse(0);
    long last = slots(series, FeatureTable::lastSlot).max().orElse(-1);
    for (long slot = first; slot <= last; slot++) {
      for (int place : inTimeOrder) {
        SeriesFeatures features = series.get(place);
        long origin = slot - features.grid().slot(0);
        if (origin >= 0 && origin < features.grid().size() && features.usable((int) origin)) {
          seriesOf[row] = place;
          originOf[row++] = (int) origin;
        }
      }
    }
    return new FeatureTable(columns, series, seriesOf, originOf);
  }

  private static int usable(SeriesFeatures features) {
    return (int) IntStream.range(0, features.grid().size()).filter(features::usable).count();
  }

  /** All have steps of one length: within a step those with the smaller offset come first. */
  private static int[] byPhase(List<SeriesFeatures> series) {
    return IntStream.range(0, series.size())
        .boxed()
        .sorted(Comparator.comparingLong(place -> series.get(place).grid().rhythm().phaseMillis()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static LongStream slots(
      List<SeriesFeatures> series, ToLongFunction<SeriesFeatures> slot) {
    return series.stream().mapToLong(slot);
  }

  private static long lastSlot(SeriesFeatures features) {
    return features.grid().slot(features.grid().size() - 1);
  }

  /** Columns in file order: series, origin, target time, then the numeric ones. */
  public List<Column> columns() {
    return columns;
  }

  /** Length of a step, the same for all series. */
  long stepMillis() {
    return series.getFirst().grid().rhythm().stepMillis();
  }

  /** What rows need and what there is of it, for people who miss some. */
  String needs() {
    long steps = series.stream().mapToLong(one -> one.grid().size()).sum();
    long known = series.stream().mapToLong(one -> one.grid().count(0, one.grid().size() - 1)).sum();
    int lookBack = series.stream().mapToInt(SeriesFeatures::lookBack).max().orElse(0);
    return "features look back up to %d steps of %s, and of %d steps %d have a value"
        .formatted(lookBack, Duration.ofMillis(stepMillis()), steps, known);
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
   * array. Several threads may ask for different columns at once, and should ask for a column's
   * rows in order: windows remember where they are.
   */
  public void numbers(int column, int from, int until, double[] into) {
    for (int row : bySeries(from, until)) {
      into[row - from] = number(row, column);
    }
  }

  /**
   * The rows of a block, one series after the other, each in its order of time: what windows and
   * grids hold of one series is used while it is near.
   *
   * @param rows not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and handed around by the million.
  private record Block(int from, int until, int[] rows) {}

  private int[] bySeries(int from, int until) {
    Block known = block;
    if (known == null || known.from() != from || known.until() != until) {
      known = new Block(from, until, sortedBySeries(from, until));
      block = known;
    }
    return known.rows();
  }

  private int[] sortedBySeries(int from, int until) {
    int[] next = new int[series.size() + 1];
    for (int row = from; row < until; row++) {
      next[seriesOf[row] + 1]++;
    }
    for (int place = 1; place < next.length; place++) {
      next[place] += next[place - 1];
    }
    int[] rows = new int[until - from];
    for (int row = from; row < until; row++) {
      rows[next[seriesOf[row]]++] = row;
    }
    return rows;
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
