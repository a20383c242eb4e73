package dev.millrace.features.dataset.parquet;

import dev.millrace.features.dataset.Column;
import dev.millrace.features.dataset.FeatureTable;
import dev.millrace.features.dataset.parquet.ParquetColumn.Numbers;
import dev.millrace.features.dataset.parquet.ParquetColumn.Texts;
import dev.millrace.features.dataset.parquet.ParquetColumn.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes a table as a Parquet file whose bytes depend on the table alone: the same rows have the
 * same SHA-256 on every machine, with every JDK and any number of threads.
 *
 * <p>{@code series} is a string, {@code origin} and {@code target_time} are timestamps in UTC,
 * every other column is a double; nothing is null.
 */
public final class ParquetSnapshot {

  /** More would wait for the one that writes. */
  private static final int MOST_THREADS = 4;

  private ParquetSnapshot() {}

  /** Writes the file, which must not exist. */
  public static void write(FeatureTable table, Path file) throws IOException {
    write(table, file, _ -> {});
  }

  /**
   * Writes the file, which must not exist.
   *
   * @param progress told how many rows are about done, on any thread
   */
  public static void write(FeatureTable table, Path file, LongConsumer progress)
      throws IOException {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      ParquetFile.write(columns(table, progress), table.rows(), threads, out);
    }
  }

  private static List<ParquetColumn> columns(FeatureTable table, LongConsumer progress) {
    List<ParquetColumn> columns = new ArrayList<>();
    int numbers = 0;
    for (Column column : table.columns()) {
      String name = column.name();
      columns.add(
          switch (column.role()) {
            case SERIES -> new Texts(name, table::series);
            case ORIGIN -> new Times(name, table::originTime);
            case TARGET_TIME -> new Times(name, table::targetTime);
            case FEATURE, BASELINE -> numbers(name, table, numbers++, _ -> {});
            // The last column: when its rows are asked for, those of the others have been.
            case TARGET -> numbers(name, table, numbers++, progress);
          });
    }
    return columns;
  }

  private static ParquetColumn numbers(
      String name, FeatureTable table, int number, LongConsumer progress) {
    return new Numbers(
        name,
        (from, until, into) -> {
          table.numbers(number, from, until, into);
          progress.accept(until);
        });
  }
}
