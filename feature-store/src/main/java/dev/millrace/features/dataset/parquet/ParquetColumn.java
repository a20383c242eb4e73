package dev.millrace.features.dataset.parquet;

/** A column to be written, none of whose values is null. */
sealed interface ParquetColumn {

  String name();

  /** Strings, of which few are distinct. */
  record Texts(String name, TextAt source) implements ParquetColumn {}

  /** Instants, as milliseconds since 1970-01-01. */
  record Times(String name, TimeAt source) implements ParquetColumn {}

  /** Doubles, of which NaN is one. */
  record Numbers(String name, NumbersOf source) implements ParquetColumn {}

  /** The text of a row. */
  @FunctionalInterface
  interface TextAt {
    String text(int row);
  }

  /** The time of a row. */
  @FunctionalInterface
  interface TimeAt {
    long millis(int row);
  }

  /**
   * The numbers of the rows from {@code from} until {@code until}, put at the array's beginning.
   */
  @FunctionalInterface
  interface NumbersOf {
    void numbers(int from, int until, double[] into);
  }
}
