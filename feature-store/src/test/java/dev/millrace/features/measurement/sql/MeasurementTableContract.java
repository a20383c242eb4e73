package dev.millrace.features.measurement.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.testkit.DatabaseContract;
import dev.millrace.features.testkit.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the tables after batches in any order, whatever the database is. */
abstract class MeasurementTableContract extends DatabaseContract {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant FOREVER = OffsetDateTime.MAX.toInstant();

  private final String run = Long.toString(System.nanoTime(), 36);

  MeasurementTableContract(TestDatabase place) {
    super(place);
  }

  private record Key(String series, Instant observedAt, Instant recordedAt)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::series)
            .thenComparing(Key::observedAt)
            .thenComparing(Key::recordedAt);

    static Key of(Measurement measurement) {
      return new Key(measurement.series(), measurement.observedAt(), measurement.recordedAt());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Row(Key key, Instant supersededAt, @Nullable Double value, String unit) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void batchesInAnyOrderGiveTheSameRowsAsOneByOne(long seed) {
    Random random = new Random(seed);
    String tenant = run + "-" + seed;
    List<Measurement> all = new ArrayList<>();
    while (all.size() < 400) {
      List<Measurement> batch = new ArrayList<>();
      for (int i = random.nextInt(1, 40); i > 0; i--) {
        batch.add(any(tenant, random, all.size() / 20));
      }
      write(batch);
      all.addAll(batch);
    }

    assertThat(rows(tenant)).containsExactlyElementsOf(expected(all));
    assertThatTheSummaryIsExact(tenant);
  }

  @Test
  void writersOfTheSameVariablesDoNotHoldEachOtherUpForEver() throws Exception {
    String tenant = run + "-both";
    Random random = new Random(5);
    List<List<Measurement>> batches = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<Measurement> batch = new ArrayList<>();
      for (int j = 0; j < 50; j++) {
        batch.add(any(tenant, random, i));
      }
      batches.add(batch);
    }
    List<List<Measurement>> reversed = new ArrayList<>(batches.reversed());
    reversed.replaceAll(List::reversed);

    try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
      Future<?> one = writers.submit(() -> batches.forEach(this::write));
      Future<?> other = writers.submit(() -> reversed.forEach(this::write));
      one.get();
      other.get();
    }

    List<Measurement> all = new ArrayList<>();
    batches.forEach(all::addAll);
    assertThat(rows(tenant))
        .extracting(Row::key, Row::supersededAt)
        .containsExactlyElementsOf(
            expected(all).stream().map(row -> tuple(row.key(), row.supersededAt())).toList());
    assertThatTheSummaryIsExact(tenant);
  }

  @Test
  void whatABatchThatWasRolledBackSaidIsNowhere() {
    String tenant = run + "-undone";
    List<Measurement> batch = List.of(value(tenant, "s", 0, 0, 1.0, ""));

    database
        .jdbi()
        .useTransaction(
            handle -> {
              MeasurementTable.write(handle, batch);
              handle.rollback();
            });
    write(batch);

    assertThat(rows(tenant)).hasSize(1);
    assertThatTheSummaryIsExact(tenant);
  }

  @Test
  void anEventIsFoundByItsIdAndAValueByItsSource() {
    String tenant = run + "-lineage";
    String uuid = "01234567-89ab-cdef-0123-456789abcdef";
    write(
        List.of(
            value(tenant, "s", 0, 0, 1.0, "reading 7"),
            value(tenant, "s", 1, 0, 2.0, uuid),
            value(tenant, "s", 2, 0, 3.0, "")));

    assertThat(valueOf(tenant, "event_key = md5('reading 7')::uuid")).isEqualTo(1);
    assertThat(valueOf(tenant, "event_key = '" + uuid + "'")).isEqualTo(2);
    assertThat(valueOf(tenant, "event_key IS NULL AND source = 'meter'")).isEqualTo(3);
  }

  private double valueOf(String tenant, String condition) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT value FROM measurement WHERE tenant_id = :t AND " + condition)
                    .bind("t", tenant)
                    .mapTo(Double.class)
                    .one());
  }

  private static Measurement any(String tenant, Random random, int around) {
    return value(
        tenant,
        "s" + random.nextInt(4),
        Math.max(0, around + random.nextInt(-8, 3)),
        random.nextInt(3),
        random.nextInt(10) == 0 ? null : (double) random.nextInt(1000),
        "");
  }

  private static Measurement value(
      String tenant,
      String series,
      int minutes,
      int version,
      @Nullable Double value,
      String eventId) {
    return new Measurement(
        tenant,
        series,
        "load",
        NOON.plusSeconds(60L * minutes),
        NOON.plusSeconds(version),
        value,
        "kW",
        "meter",
        eventId);
  }

  private void write(List<Measurement> batch) {
    database.jdbi().useTransaction(handle -> MeasurementTable.write(handle, batch));
  }

  /** What should be there: of equal keys the first, each superseded by the next version. */
  private static List<Row> expected(List<Measurement> all) {
    Map<Key, Measurement> first = new TreeMap<>();
    all.forEach(each -> first.putIfAbsent(Key.of(each), each));
    List<Row> rows = new ArrayList<>();
    Map<List<Object>, Instant> next = new HashMap<>();
    for (Map.Entry<Key, Measurement> each : new ArrayList<>(first.entrySet()).reversed()) {
      Key key = each.getKey();
      Instant after = next.getOrDefault(List.of(key.series(), key.observedAt()), FOREVER);
      rows.add(new Row(key, after, each.getValue().value(), each.getValue().unit()));
      next.put(List.of(key.series(), key.observedAt()), key.recordedAt());
    }
    Collections.reverse(rows);
    return rows;
  }

  private List<Row> rows(String tenant) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM measurement WHERE tenant_id = :tenant")
                    .bind("tenant", tenant)
                    .map((row, _) -> row(row))
                    .list())
        .stream()
        .sorted(Comparator.comparing(Row::key))
        .toList();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new Key(row.getString("series"), time(row, "observed_at"), time(row, "recorded_at")),
        time(row, "superseded_at"),
        row.getObject("value", Double.class),
        row.getString("unit"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private void assertThatTheSummaryIsExact(String tenant) {
    String said =
        """
        SELECT series, unit, first_observed, last_observed, first_recorded, last_recorded,
          measurements
        FROM variable_summary WHERE tenant_id = :tenant ORDER BY series
        """;
    String counted =
        """
        SELECT series, max(unit) AS unit, min(observed_at) AS first_observed,
          max(observed_at) AS last_observed, min(recorded_at) AS first_recorded,
          max(recorded_at) AS last_recorded, count(*) AS measurements
        FROM measurement WHERE tenant_id = :tenant GROUP BY series ORDER BY series
        """;
    assertThat(maps(said, tenant)).isNotEmpty().isEqualTo(maps(counted, tenant));
  }

  private List<Map<String, Object>> maps(String sql, String tenant) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).bind("tenant", tenant).mapToMap().list());
  }
}
