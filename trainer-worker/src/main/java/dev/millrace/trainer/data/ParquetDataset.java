package dev.millrace.trainer.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** Reads a dataset from its Parquet file, in file order, chunk by chunk. */
public final class ParquetDataset {
  private ParquetDataset() {}

  public static Dataset read(Path file, DatasetLayout layout) {
    var reading = new Reading(layout);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:", settings());
        PreparedStatement statement = duckdb.prepareStatement(query(layout))) {
      statement.setString(1, file.toString());
      try (DuckDBChunkedResult result = statement.unwrap(DuckDBPreparedStatement.class).query()) {
        while (result.nextChunk()) {
          reading.add(result.chunk());
        }
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException("dataset file cannot be read: " + e.getMessage(), e);
    }
    return reading.dataset();
  }

  private static Properties settings() {
    var settings = new Properties();
    // One thread: the file is small, the cores belong to the trials. No extension from a network.
    settings.setProperty("threads", "1");
    settings.setProperty("preserve_insertion_order", "true");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    return settings;
  }

  private static String query(DatasetLayout layout) {
    List<String> columns = new ArrayList<>();
    layout.features().forEach(name -> columns.add(quote(name) + "::FLOAT"));
    layout.baselines().forEach(name -> columns.add(quote(name) + "::DOUBLE"));
    columns.add(quote(layout.target()) + "::DOUBLE");
    columns.add("epoch_us(origin)");
    columns.add("epoch_us(target_time)");
    return columns.stream().collect(Collectors.joining(", ", "SELECT ", " FROM read_parquet(?)"));
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The columns while they fill up. */
  private static final class Reading {
    private final DatasetLayout layout;
    private final float[][] features;
    private final double[][] doubles;
    private final long[][] times;
    private final int expected;
    private int rows;

    Reading(DatasetLayout layout) {
      this.layout = layout;
      this.expected = layout.splits().rows();
      this.features = new float[layout.features().size()][expected];
      this.doubles = new double[layout.baselines().size() + 1][expected];
      this.times = new long[2][expected];
    }

    void add(DuckDBDataChunkReader chunk) {
      int count = Math.toIntExact(chunk.rowCount());
      if (rows + count > expected) {
        throw new IllegalArgumentException(
            "dataset file has more rows than the %d of its splits".formatted(expected));
      }
      for (int column = 0; column < features.length; column++) {
        DuckDBReadableVector vector = chunk.vector(column);
        for (int row = 0; row < count; row++) {
          features[column][rows + row] = vector.getFloat(row, Float.NaN);
        }
      }
      for (int column = 0; column < doubles.length; column++) {
        DuckDBReadableVector vector = chunk.vector(features.length + column);
        for (int row = 0; row < count; row++) {
          doubles[column][rows + row] = vector.getDouble(row, Double.NaN);
        }
      }
      for (int column = 0; column < times.length; column++) {
        DuckDBReadableVector vector = chunk.vector(features.length + doubles.length + column);
        for (int row = 0; row < count; row++) {
          times[column][rows + row] = vector.getLong(row, Long.MIN_VALUE);
        }
      }
      rows += count;
    }

    Dataset dataset() {
      if (rows != expected) {
        throw new IllegalArgumentException(
            "dataset file has %d rows, its splits %d".formatted(rows, expected));
      }
      double[][] baselines = new double[layout.baselines().size()][];
      System.arraycopy(doubles, 0, baselines, 0, baselines.length);
      return new Dataset(
          layout, features, baselines, doubles[baselines.length], new Times(times[0], times[1]));
    }
  }
}
