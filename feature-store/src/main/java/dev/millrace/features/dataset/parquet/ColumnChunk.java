package dev.millrace.features.dataset.parquet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the footer says of one column of one row group.
 *
 * @param dictionaryBytes length of the dictionary page, 0 without one; the data page follows it
 * @param bytes length of all pages
 * @param encodings Parquet's numbers of the encodings used
 * @param range smallest and largest value; null when every value is NaN
 */
record ColumnChunk(
    ParquetColumn column,
    int rows,
    int dictionaryBytes,
    int bytes,
    List<Integer> encodings,
    @Nullable Range range) {

  /** Smallest and largest value, as their plain encodings. */
  record Range(Bytes smallest, Bytes largest) {}
}
