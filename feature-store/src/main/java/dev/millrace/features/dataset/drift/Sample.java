package dev.millrace.features.dataset.drift;

import dev.millrace.features.dataset.Column;
import dev.millrace.features.dataset.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Evenly spaced rows of a dataset: the features and the target, sorted, column by column. */
public final class Sample {

  private static final int MOST_ROWS = 20_000;

  private final SequencedMap<String, double[]> columns = new LinkedHashMap<>();

  /** Takes the rows. */
  public Sample(FeatureTable table) {
    int stride = Math.ceilDiv(Math.max(1, table.rows()), MOST_ROWS);
    int rows = Math.ceilDiv(table.rows(), stride);
    List<Column> numbers = new ArrayList<>();
    table.columns().stream().filter(column -> column.role().numeric()).forEach(numbers::add);
    for (int column = 0; column < numbers.size(); column++) {
      if (numbers.get(column).role() != Column.Role.BASELINE) {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
          values[row] = table.number(row * stride, column);
        }
        // NaN sorts behind every number.
        Arrays.sort(values);
        columns.put(numbers.get(column).name(), values);
      }
    }
  }

  /** Sorted values by column, NaN last. */
  SequencedMap<String, double[]> columns() {
    return columns;
  }

  /** How many of sorted values are numbers. */
  static int known(double[] sorted) {
    int known = sorted.length;
    while (known > 0 && Double.isNaN(sorted[known - 1])) {
      known--;
    }
    return known;
  }
}
