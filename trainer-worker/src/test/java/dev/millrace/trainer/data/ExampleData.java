package dev.millrace.trainer.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A seeded hourly load with a day, a week, growth, weather and noise, as the dataset of a forecast.
 */
public final class ExampleData {
  private static final int HISTORY = 168;
  private static final int HORIZON = 24;
  public static final List<String> FEATURES =
      List.of("lag_1", "lag_24", "temperature", "roll_24_mean", "hour", "is_weekend");
  public static final List<String> BASELINES =
      List.of("persistence", "seasonal_naive_24", "seasonal_naive_168");

  private ExampleData() {}

  /** 70 % train, 20 % validation, 10 % test. */
  public static Splits splits(int rows) {
    int train = rows * 7 / 10;
    int validation = rows * 9 / 10;
    return new Splits(new Rows(0, train), new Rows(train, validation), new Rows(validation, rows));
  }

  public static DatasetLayout layout(int rows) {
    return new DatasetLayout(FEATURES, BASELINES, "target", "load_kw", HORIZON, splits(rows));
  }

  public static Dataset dataset(int rows, long seed) {
    var random = new Random(seed);
    double[] temperature = random.doubles(rows + HISTORY + HORIZON, -10, 10).toArray();
    double[] load = load(temperature, random);
    float[][] features = new float[FEATURES.size()][rows];
    double[][] baselines = new double[BASELINES.size()][rows];
    double[] target = new double[rows];
    for (int row = 0; row < rows; row++) {
      int origin = row + HISTORY;
      int hour = (origin + HORIZON) % 24;
      int day = (origin + HORIZON) / 24 % 7;
      features[0][row] = (float) load[origin - 1];
      features[1][row] = (float) load[origin - 24];
      features[2][row] = (float) temperature[origin + HORIZON];
      features[3][row] =
          (float)
              IntStream.range(origin - 24, origin).mapToDouble(i -> load[i]).average().orElse(0);
      features[4][row] = hour;
      features[5][row] = day >= 5 ? 1 : 0;
      baselines[0][row] = load[origin - 1];
      baselines[1][row] = load[origin - 24];
      baselines[2][row] = load[origin + HORIZON - 168];
      target[row] = load[origin + HORIZON];
    }
    return new Dataset(layout(rows), features, baselines, target, times(rows, HORIZON));
  }

  /** The naive forecasts of a row, by name. */
  public static Map<String, Double> baselines(Dataset dataset, int row) {
    return BASELINES.stream()
        .collect(Collectors.toMap(Function.identity(), name -> dataset.baseline(name)[row]));
  }

  /** The same rows, of which these are the validation rows. */
  public static Dataset judgedBy(Dataset dataset, Rows rows) {
    DatasetLayout layout = dataset.layout();
    int last = layout.splits().rows();
    return copy(
        dataset,
        new DatasetLayout(
            layout.features(),
            layout.baselines(),
            layout.target(),
            layout.variable(),
            layout.horizon(),
            new Splits(new Rows(0, rows.from()), rows, new Rows(rows.to(), last))),
        dataset.target(),
        0);
  }

  /** Everything about the target is that much higher. */
  public static Dataset shifted(Dataset dataset, double by) {
    double[] target = dataset.target().clone();
    Arrays.setAll(target, row -> target[row] + by);
    return copy(dataset, dataset.layout(), target, by);
  }

  /** The target and what is forecast of it grow. */
  public static Dataset raised(Dataset dataset, double[] by) {
    double[] target = dataset.target().clone();
    Arrays.setAll(target, row -> target[row] + by[row]);
    double[][] baselines = new double[BASELINES.size()][];
    for (int i = 0; i < baselines.length; i++) {
      double[] baseline = dataset.baseline(BASELINES.get(i)).clone();
      Arrays.setAll(baseline, row -> baseline[row] + by[row]);
      baselines[i] = baseline;
    }
    return copy(dataset, dataset.layout(), target, baselines);
  }

  /** In these rows the target is 0. */
  public static Dataset zeroed(Dataset dataset, Rows rows) {
    double[] target = dataset.target().clone();
    Arrays.fill(target, rows.from(), rows.to(), 0);
    return copy(dataset, dataset.layout(), target, 0);
  }

  private static Dataset copy(
      Dataset dataset, DatasetLayout layout, double[] target, double baselinesHigher) {
    double[][] baselines = new double[BASELINES.size()][];
    for (int i = 0; i < baselines.length; i++) {
      double[] baseline = dataset.baseline(BASELINES.get(i)).clone();
      Arrays.setAll(baseline, row -> baseline[row] + baselinesHigher);
      baselines[i] = baseline;
    }
    return copy(dataset, layout, target, baselines);
  }

  private static Dataset copy(
      Dataset dataset, DatasetLayout layout, double[] target, double[][] baselines) {
    float[][] features = new float[FEATURES.size()][];
    Arrays.setAll(features, dataset::feature);
    return new Dataset(layout, features, baselines, target, times(target.length, HORIZON));
  }

  /** A row at every step. */
  public static Times times(int rows, int horizon) {
    return new Times(
        LongStream.range(0, rows).toArray(), LongStream.range(horizon, rows + horizon).toArray());
  }

  /** The same rows, an hour apart, with other targets. */
  public static Dataset withTarget(Dataset dataset, double[] target) {
    float[][] features = new float[dataset.featureCount()][];
    for (int i = 0; i < features.length; i++) {
      features[i] = dataset.feature(i);
    }
    double[][] baselines = BASELINES.stream().map(dataset::baseline).toArray(double[][]::new);
    var times = new Times(hours(0, target.length), hours(HORIZON, target.length + HORIZON));
    return new Dataset(dataset.layout(), features, baselines, target, times);
  }

  private static long[] hours(int from, int to) {
    return LongStream.range(from, to).map(hour -> hour * 3_600_000_000L).toArray();
  }

  private static double[] load(double[] temperature, Random random) {
    double[] load = new double[temperature.length];
    for (int hour = 0; hour < load.length; hour++) {
      boolean weekend = hour / 24 % 7 >= 5;
      double day = Math.sin(2 * Math.PI * (hour % 24) / 24);
      load[hour] =
          100
              + 0.002 * hour
              + (weekend ? 5 : 25) * day
              + (weekend ? -15 : 0)
              - temperature[hour]
              + 2 * random.nextGaussian();
    }
    return load;
  }

  /** Writes a dataset as feature-store does: series, origin, target_time, then the numbers. */
  public static Path write(Dataset dataset, Path file) throws SQLException {
    List<String> numbers = new ArrayList<>(FEATURES);
    numbers.addAll(BASELINES);
    numbers.add("target");
    String columns =
        numbers.stream().map(name -> name + " DOUBLE").collect(Collectors.joining(", "));
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement()) {
      statement.execute(
          "CREATE TABLE data (series VARCHAR, origin TIMESTAMP, target_time TIMESTAMP, "
              + columns
              + ")");
      append(duckdb.unwrap(DuckDBConnection.class), dataset);
      statement.execute("COPY data TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 4096)");
    }
    return file;
  }

  private static void append(DuckDBConnection duckdb, Dataset dataset) throws SQLException {
    var start = java.time.LocalDateTime.of(2025, 1, 8, 0, 0);
    try (DuckDBAppender appender = duckdb.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "data")) {
      for (int row = 0; row < dataset.target().length; row++) {
        appender.beginRow();
        appender.append("substation-7");
        appender.append(start.plusHours(row));
        appender.append(start.plusHours(row + HORIZON));
        for (int column = 0; column < dataset.featureCount(); column++) {
          appender.append((double) dataset.feature(column)[row]);
        }
        for (String name : BASELINES) {
          appender.append(dataset.baseline(name)[row]);
        }
        appender.append(dataset.target()[row]);
        appender.endRow();
      }
    }
  }
}
