package dev.millrace.features.measurement.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.testkit.DatabaseContract;
import dev.millrace.features.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.api.SoftAssertions;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the values of an hour and of a day come to, whatever the database is. */
abstract class RollupContract extends DatabaseContract {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant RECORDED = Instant.parse("2026-04-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(10);
  private static final int PER_HOUR = 6;
  private static final int PER_DAY = 24 * PER_HOUR;
  private static final double LEVEL = 1e6;

  private final String tenant = "rollup-" + Long.toString(System.nanoTime(), 36);

  RollupContract(TestDatabase place) {
    super(place);
  }

  @Test
  void anHourAndADayAreWhatTheirLatestValuesComeTo() {
    List<@Nullable Double> values = values(2 * PER_DAY + 5);
    write("level", values, RECORDED, 0);
    refresh();

    assertThatRollupsAre("level", values);
  }

  @Test
  void aCorrectionAndAWithdrawalReplaceTheValueThatWasCounted() {
    List<@Nullable Double> values = values(PER_DAY);
    write("corrected", values, RECORDED, 0);
    refresh();
    values.set(7, 1.0);
    values.set(8, null);

    write("corrected", values.subList(7, 9), RECORDED.plusSeconds(1), 7);
    refresh();

    assertThatRollupsAre("corrected", values);
  }

  @Test
  void aVersionThatArrivesLateAndIsOlderChangesNothing() {
    List<@Nullable Double> values = values(PER_HOUR);
    write("late", values, RECORDED, 0);
    refresh();

    write("late", List.of(-5.0), RECORDED.minusSeconds(60), 2);
    refresh();

    assertThatRollupsAre("late", values);
  }

  @Test
  void lagsAndWindowsCountBackFromTheTimeAndSeeNothingOfItOrAfter() {
    write("lags", List.of(1.0, 2.0, 4.0, 8.0, 16.0), RECORDED, 0);
    String at = "'" + START.plus(STEP.multipliedBy(3)) + "'";

    assertThat(
            maps(
                "SELECT lag, value FROM get_lag_features(:tenant, 'lags', 'load', %s, '{3,1,4}')",
                at))
        .extracting(row -> row.get("lag"), row -> row.get("value"))
        .containsExactly(tuple(3, 1.0), tuple(1, 4.0), tuple(4, null));
    List<Map<String, Object>> windows =
        maps("SELECT * FROM get_rolling_features(:tenant, 'lags', 'load', %s, '{2,9}')", at);
    assertThat(windows)
        .extracting(
            row -> row.get("window_size"),
            row -> row.get("count"),
            row -> row.get("mean"),
            row -> row.get("min"),
            row -> row.get("max"),
            row -> row.get("sum"))
        .containsExactly(tuple(2, 2L, 3.0, 2.0, 4.0, 6.0), tuple(9, 3L, 7.0 / 3, 1.0, 4.0, 7.0));
    assertThat(number(windows.getFirst(), "std")).isCloseTo(Math.sqrt(2), within(1e-12));
  }

  @Test
  void whatNobodyMeasuredHasNoLags() {
    assertThat(
            maps(
                "SELECT lag, value FROM get_lag_features(:tenant, 'none', 'load', %s, '{1}')",
                "'" + START + "'"))
        .singleElement()
        .satisfies(row -> assertThat(row.get("value")).isNull());
  }

  private void assertThatRollupsAre(String series, List<@Nullable Double> values) {
    assertThatTableIs("hourly_features", series, values, PER_HOUR);
    assertThatTableIs("daily_features", series, values, PER_DAY);
  }

  private void assertThatTableIs(
      String table, String series, List<@Nullable Double> values, int size) {
    List<Map<String, Object>> rows =
        maps(
            "SELECT * FROM %s WHERE tenant_id = :tenant AND variable = 'load' AND series = %s"
                    .formatted(table, "'" + series + "'")
                + " ORDER BY bucket%s",
            "");
    assertThat(rows).hasSize((values.size() + size - 1) / size);
    for (int i = 0; i < rows.size(); i++) {
      int end = Math.min(values.size(), (i + 1) * size);
      double[] part =
          values.subList(i * size, end).stream()
              .filter(value -> value != null)
              .mapToDouble(Double::doubleValue)
              .toArray();
      assertThatRowIs(rows.get(i), part);
    }
  }

  private static void assertThatRowIs(Map<String, Object> row, double[] part) {
    double mean = DoubleStream.of(part).average().orElseThrow();
    double deviations = DoubleStream.of(part).map(x -> (x - mean) * (x - mean)).sum();
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(row.get("count")).isEqualTo((long) part.length);
    softly.assertThat(number(row, "mean")).isCloseTo(mean, within(1e-6));
    softly.assertThat(number(row, "sum")).isCloseTo(DoubleStream.of(part).sum(), within(1e-3));
    softly.assertThat(row.get("min")).isEqualTo(DoubleStream.of(part).min().orElseThrow());
    softly.assertThat(row.get("max")).isEqualTo(DoubleStream.of(part).max().orElseThrow());
    softly.assertThat(row.get("first")).isEqualTo(part[0]);
    softly.assertThat(row.get("last")).isEqualTo(part[part.length - 1]);
    if (part.length == 1) {
      softly.assertThat(row.get("std")).isNull();
    } else {
      // Far from zero on purpose: a sum of squares would have lost the spread.
      double std = Math.sqrt(deviations / (part.length - 1));
      softly.assertThat(number(row, "std")).isCloseTo(std, within(1e-2));
    }
    softly.assertAll();
  }

  private static double number(Map<String, Object> row, String column) {
    return ((Number) row.getOrDefault(column, Double.NaN)).doubleValue();
  }

  private static List<@Nullable Double> values(int count) {
    Random random = new Random(11);
    List<@Nullable Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(LEVEL + random.nextGaussian());
    }
    return values;
  }

  private void write(
      String series, List<@Nullable Double> values, Instant recorded, int firstStep) {
    List<Measurement> batch = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Instant observed = START.plus(STEP.multipliedBy(firstStep + i));
      batch.add(
          new Measurement(tenant, series, "load", observed, recorded, values.get(i), "", "", ""));
    }
    database.jdbi().useTransaction(handle -> MeasurementTable.write(handle, batch));
  }

  /** Continuous aggregates are brought up to date by a job; without them nothing is to be done. */
  private void refresh() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              boolean continuous =
                  count(handle, "pg_extension WHERE extname = 'timescaledb'") > 0
                      && count(handle, "timescaledb_information.continuous_aggregates") > 0;
              if (continuous) {
                handle.execute("CALL refresh_continuous_aggregate('hourly_rollup', NULL, NULL)");
                handle.execute("CALL refresh_continuous_aggregate('daily_rollup', NULL, NULL)");
              }
            });
  }

  private static long count(Handle handle, String from) {
    return handle.createQuery("SELECT count(*) FROM " + from).mapTo(Long.class).one();
  }

  private List<Map<String, Object>> maps(String sql, String part) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery(sql.formatted(part)).bind("tenant", tenant).mapToMap().list());
  }
}
