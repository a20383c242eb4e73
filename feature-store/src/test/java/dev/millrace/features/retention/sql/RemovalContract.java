package dev.millrace.features.retention.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.measurement.sql.MeasurementTable;
import dev.millrace.features.measurement.sql.RemovedTimeException;
import dev.millrace.features.measurement.sql.RemovedTimes;
import dev.millrace.features.retention.Cut;
import dev.millrace.features.retention.Kept;
import dev.millrace.features.retention.RetentionRules.Decision;
import dev.millrace.features.retention.sql.Removal.Removed;
import dev.millrace.features.testkit.DatabaseContract;
import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What is left after a removal, whatever the database is. */
abstract class RemovalContract extends DatabaseContract {

  private static final Instant START = Instant.parse("2019-01-01T00:00:00Z");
  private static final Instant RECORDED = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant CUT = START.plus(Duration.ofDays(100));
  private static final int HOURS = 24 * 200;
  private static final int KEPT_HOURS = 24 * 100;

  private final String run = Long.toString(System.nanoTime(), 36);
  private Jdbi jdbi;
  private Removal removal;
  private String tenant;

  RemovalContract(TestDatabase place) {
    super(place);
  }

  @BeforeAll
  void prepare() {
    jdbi = database.jdbi();
    removal = new Removal(jdbi, new CountDownLatch(1));
    jdbi.useHandle(RemovalContract::stopPolicies);
  }

  @BeforeEach
  void name(TestInfo test) {
    tenant = run + "-" + Integer.toHexString(test.getDisplayName().hashCode());
  }

  @Test
  void whatWasObservedBeforeTheCutIsGoneAndTheSummaryIsExact() throws Exception {
    hourly("a", HOURS, RECORDED);
    hourly("a", 24, RECORDED.plusSeconds(1));
    hourly("b", HOURS, RECORDED);

    Removed removed = remove("a", CUT);

    assertThat(removed.variables()).isEqualTo(1);
    assertThat(removed.measurements()).isEqualTo(HOURS - KEPT_HOURS + 24);
    assertThat(stored("a")).isEqualTo(KEPT_HOURS);
    assertThat(stored("b")).isEqualTo(HOURS);
    assertThatTheSummaryIsExact();
    assertThat(cutOf("a")).contains(CUT);
    assertThat(cutOf("b")).isEmpty();
  }

  @Test
  void aPlainTableLosesManyRowsPageByPageAndNoneThatIsKept() throws Exception {
    assumeTrue(jdbi.withHandle(CutChunks::home).isEmpty(), "there are no pages of a hypertable");
    for (Instant day = START;
        day.isBefore(START.plus(Duration.ofDays(400)));
        day = day.plus(Duration.ofDays(100))) {
      for (String series : List.of("a", "b", "whole")) {
        write(hours(series, day, 24 * 100, RECORDED));
        write(hours(series, day, 24 * 100, RECORDED.plusSeconds(1)));
        write(hours(series, day, 24 * 100, RECORDED.plusSeconds(2)));
      }
    }
    Instant cut = START.plus(Duration.ofDays(300));
    Cut first = cut("a", cut);
    Cut second = cut("b", cut);

    jdbi.useHandle(handle -> CutTable.cut(handle, first));
    jdbi.useHandle(handle -> CutTable.cut(handle, second));
    CountDownLatch stopped = new CountDownLatch(0);
    long none = jdbi.withHandle(handle -> CutPages.delete(handle, stopped));
    long all = jdbi.withHandle(handle -> CutPages.delete(handle, new CountDownLatch(1)));

    assertThat(none).isZero();
    assertThat(all).isGreaterThanOrEqualTo(2 * 3 * 24 * 300);
    assertThat(stored("a")).isEqualTo(3 * 24 * 100);
    assertThat(stored("b")).isEqualTo(3 * 24 * 100);
    assertThat(stored("whole")).isEqualTo(3 * 24 * 400);
    assertThatTheSummaryIsExact();
  }

  @Test
  void everyPageIsReadOnlyWhereManyRowsGo() {
    hourly("a", HOURS, RECORDED);

    assertThat(jdbi.<Boolean, RuntimeException>withHandle(h -> CutPages.pays(h, 0))).isFalse();
    assertThat(jdbi.<Boolean, RuntimeException>withHandle(h -> CutPages.pays(h, HOURS / 10)))
        .isFalse();
    assertThat(jdbi.<Boolean, RuntimeException>withHandle(h -> CutPages.pays(h, 10_000_000)))
        .isTrue();
  }

  @Test
  void anHourAndADayAreWhatTheyWereOrNotThereAtAll() throws Exception {
    hourly("a", HOURS, RECORDED);
    refresh();
    List<Map<String, Object>> hours = rollup("hourly_features", CUT);
    List<Map<String, Object>> days = rollup("daily_features", CUT);

    remove("a", CUT);

    assertThat(rollup("hourly_features", START)).hasSize(KEPT_HOURS).isEqualTo(hours);
    assertThat(rollup("daily_features", START)).hasSize(KEPT_HOURS / 24).isEqualTo(days);
    refresh();
    assertThat(rollup("hourly_features", START)).isEqualTo(hours);
    assertThat(rollup("daily_features", START)).isEqualTo(days);
  }

  @Test
  void nothingBeforeTheCutIsSeenFromTheMomentItIsSaidAndALaterRunGoesOn() throws Exception {
    hourly("a", HOURS, RECORDED);
    refresh();
    Cut cut = cut("a", CUT);

    // As if the process had been killed after that.
    jdbi.useHandle(handle -> CutTable.cut(handle, cut));

    assertThat(stored("a")).isEqualTo(HOURS);
    assertThat(seen("a")).isEqualTo(KEPT_HOURS);
    assertThat(shown("a")).isEqualTo(KEPT_HOURS);
    assertThat(rollup("daily_features", START)).hasSize(KEPT_HOURS / 24);
    assertThat(lags("a", CUT.plus(Duration.ofHours(2)), 4)).isEqualTo(2);

    Removed removed = remove(kept -> List.of());

    assertThat(removed.measurements()).isZero();
    assertThat(stored("a")).isEqualTo(KEPT_HOURS);
  }

  @Test
  void aCutThatMovesOnRemovesTheRestAndOneThatMovesBackNothing() throws Exception {
    hourly("a", HOURS, RECORDED);
    remove("a", CUT);
    Cut back = new Cut(kept("a"), CUT.minus(Duration.ofDays(5)));

    assertThat(remove(_ -> List.of(back)).measurements()).isZero();
    assertThat(cutOf("a")).contains(CUT);
    assertThat(remove("a", CUT.plus(Duration.ofDays(1))).measurements()).isEqualTo(24);
    assertThat(stored("a")).isEqualTo(KEPT_HOURS - 24);
    assertThatTheSummaryIsExact();
  }

  @Test
  void aValueOrCorrectionOfARemovedTimeDoesNotComeBack() throws Exception {
    hourly("a", HOURS, RECORDED);
    RemovedTimes removed = new RemovedTimes(jdbi);
    Measurement late = value("a", CUT.minusSeconds(1), RECORDED.plusSeconds(5));
    assertThat(removed.refusal(late)).isEmpty();

    remove("a", CUT);

    assertThatThrownBy(() -> write(List.of(late))).isInstanceOf(RemovedTimeException.class);
    removed.refresh();
    assertThat(removed.refusal(late))
        .hasValueSatisfying(why -> assertThat(why).contains("must not be before " + CUT));
    assertThat(removed.refusal(value("a", CUT, RECORDED))).isEmpty();
    assertThat(removed.refusal(value("b", START, RECORDED))).isEmpty();
    write(List.of(value("a", CUT, RECORDED.plusSeconds(5))));
    assertThat(stored("a")).isEqualTo(KEPT_HOURS + 1);
    assertThatTheSummaryIsExact();
  }

  @Test
  void aVariableOfWhichAllIsGoneIsNotShownUntilSomethingIsMeasuredAgain() throws Exception {
    hourly("a", 24, RECORDED);
    hourly("b", HOURS, RECORDED);
    MeasurementQueries queries = new MeasurementQueries(jdbi);

    remove("a", CUT);

    assertThat(queries.variables(tenant))
        .extracting(MeasurementQueries.Variable::series)
        .containsExactly("b");
    write(List.of(value("a", CUT, RECORDED)));
    assertThat(queries.variables(tenant).getFirst().firstObserved()).isEqualTo(CUT);
    assertThatTheSummaryIsExact();
  }

  @Test
  void aReaderThatBeganBeforeTheCutReadsAllItWasPromised() throws Exception {
    hourly("a", HOURS, RECORDED);
    Cut cut = cut("a", CUT);

    long seen =
        jdbi.inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            reader -> {
              count(reader, "variable_summary", "");
              try (Handle other = jdbi.open()) {
                CutTable.cut(other, cut);
                CutRows.delete(other, CutChunks.home(other).isPresent(), new CountDownLatch(1));
              }
              return count(reader, "measurement", "a");
            });

    assertThat(seen).isEqualTo(HOURS);
    assertThat(stored("a")).isEqualTo(KEPT_HOURS);
  }

  @Test
  void onlyOneProcessRemovesAtATime() throws Exception {
    hourly("a", HOURS, RECORDED);
    List<Optional<Removed>> other = new ArrayList<>();

    remove(
        _ -> {
          try {
            other.add(removal.remove(kept -> new Decision(List.of(cut("a", CUT)), 0)));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return List.of();
        });

    assertThat(other).containsExactly(Optional.empty());
    assertThat(stored("a")).isEqualTo(HOURS);
  }

  @Test
  void aRemovalThatIsStoppedGoesOnAtTheNextRun() throws Exception {
    hourly("a", HOURS, RECORDED);
    CountDownLatch stopped = new CountDownLatch(1);
    Cut cut = cut("a", CUT);

    new Removal(jdbi, stopped)
        .remove(
            _ -> {
              stopped.countDown();
              return new Decision(List.of(cut), 0);
            });

    assertThat(stored("a")).isEqualTo(HOURS);
    assertThat(cutOf("a")).isEmpty();
    remove("a", CUT);
    assertThat(stored("a")).isEqualTo(KEPT_HOURS);
  }

  /** What follows can only be seen where there are chunks; elsewhere rows are deleted. */
  @Test
  void aChunkGoesAsAWholeWhenNothingInItIsKeptAndElseItsRows() throws Exception {
    Instant alone = Instant.parse("2003-01-01T00:00:00Z");
    write(hours("a", alone, 24 * 100, RECORDED));
    write(hours("b", alone.plus(Duration.ofDays(95)), 24 * 5, RECORDED));
    compress();
    int before = chunks();

    Removed removed = remove("a", alone.plus(Duration.ofDays(99)));

    assertThat(removed.measurements()).isEqualTo(24 * 99);
    assertThat(stored("a")).isEqualTo(24);
    assertThat(stored("b")).isEqualTo(24 * 5);
    assertThat(chunks()).isEqualTo(before - removed.chunks());
    if (before > 0) {
      assertThat(removed.chunks()).isBetween(2, 3);
      assertThat(removed.rows()).isBetween(1L, 24L * 60);
    } else {
      assertThat(removed.rows()).isEqualTo(24 * 99);
    }
    assertThatTheSummaryIsExact();
    write(hours("c", alone, 24, RECORDED));
    assertThat(stored("c")).isEqualTo(24);
  }

  @Test
  void whatAWriterIsPuttingIntoAChunkKeepsItFromBeingDropped() throws Exception {
    Optional<String> home = jdbi.withHandle(CutChunks::home);
    assumeTrue(home.isPresent(), "there are no chunks without TimescaleDB");
    Instant alone = Instant.parse("2007-01-01T00:00:00Z");
    write(hours("a", alone, 24, RECORDED));
    Cut cut = cut("a", alone.plus(Duration.ofDays(30)));
    jdbi.useHandle(handle -> CutTable.cut(handle, cut));

    try (Handle writer = jdbi.open();
        Handle remover = jdbi.open();
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      writer.begin();
      MeasurementTable.write(writer, hours("b", alone, 24, RECORDED));
      int pid = remover.createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one();
      Future<Integer> dropped =
          thread.submit(() -> CutChunks.drop(remover, home.orElseThrow(), new CountDownLatch(1)));
      Await.until("the drop to wait for the writer", () -> waits(pid));
      writer.commit();

      assertThat(dropped.get()).isZero();
    }
    assertThat(stored("b")).isEqualTo(24);
  }

  private boolean waits(int pid) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM pg_locks WHERE pid = :pid AND NOT granted)")
                .bind("pid", pid)
                .mapTo(Boolean.class)
                .one());
  }

  @Test
  void aLongPastGoesInSeveralTransactionsAndTheVersionsOfATimeTogether() throws Exception {
    List<Measurement> seconds = new ArrayList<>();
    for (int i = 0; i < 110_000; i++) {
      seconds.add(value("a", START.plusSeconds(i), RECORDED));
    }
    write(seconds);
    // The time at which the first batch ends has more versions than a batch has rows left for it.
    for (int version = 1; version < 50; version++) {
      write(List.of(value("a", START.plusSeconds(50_000), RECORDED.plusSeconds(version))));
    }
    Instant at = START.plus(Duration.ofDays(1));
    jdbi.useHandle(handle -> CutTable.cut(handle, cut("a", at)));

    Removed removed = remove(_ -> List.of());

    // Other tests may have left rows over.
    assertThat(removed.rows()).isGreaterThanOrEqualTo(86_400 + 49);
    assertThat(stored("a")).isEqualTo(110_000 - 86_400);
    assertThatTheSummaryIsExact();
  }

  @Test
  void aChunkStaysAsLongAsSomebodyReadsWhoBeganBeforeTheCut() throws Exception {
    Optional<String> home = jdbi.withHandle(CutChunks::home);
    assumeTrue(home.isPresent(), "there are no chunks without TimescaleDB");
    write(hours("a", Instant.parse("2005-01-01T00:00:00Z"), 24 * 60, RECORDED));
    Cut cut = cut("a", Instant.parse("2006-01-01T00:00:00Z"));
    CountDownLatch impatient = new CountDownLatch(0);

    try (Handle reader = jdbi.open();
        Handle remover = jdbi.open()) {
      reader.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
      reader.begin();
      count(reader, "retained_from", "a");
      CutTable.cut(remover, cut);

      assertThat(CutChunks.drop(remover, home.orElseThrow(), impatient)).isZero();
      assertThat(count(reader, "measurement", "a")).isEqualTo(24 * 60);

      reader.rollback();
      assertThat(CutChunks.drop(remover, home.orElseThrow(), new CountDownLatch(1)))
          .isGreaterThan(1);
    }
    assertThat(stored("a")).isZero();
  }

  private Removed remove(String series, Instant at) throws InterruptedException {
    return remove(_ -> List.of(cut(series, at)));
  }

  private Removed remove(Function<List<Kept>, List<Cut>> cuts) throws InterruptedException {
    return removal.remove(kept -> new Decision(cuts.apply(kept), 0)).orElseThrow();
  }

  private Cut cut(String series, Instant at) {
    return new Cut(kept(series), at);
  }

  private Kept kept(String series) {
    return jdbi.withHandle(CutTable::kept).stream()
        .filter(one -> one.name().tenant().equals(tenant) && one.name().series().equals(series))
        .findFirst()
        .orElseThrow();
  }

  private void hourly(String series, int hours, Instant recorded) {
    write(hours(series, START, hours, recorded));
  }

  private List<Measurement> hours(String series, Instant start, int hours, Instant recorded) {
    List<Measurement> batch = new ArrayList<>();
    for (int i = 0; i < hours; i++) {
      batch.add(value(series, start.plus(Duration.ofHours(i)), recorded));
    }
    return batch;
  }

  private Measurement value(String series, Instant observed, Instant recorded) {
    double value = observed.getEpochSecond() % 1013;
    return new Measurement(tenant, series, "load", observed, recorded, value, "kW", "", "");
  }

  private void write(List<Measurement> batch) {
    jdbi.useTransaction(handle -> MeasurementTable.write(handle, batch));
  }

  /** Whether seen or not. */
  private long stored(String series) {
    return jdbi.withHandle(
        handle ->
            count(handle, "measurement_version JOIN variable_summary USING (variable_id)", series));
  }

  private long shown(String series) {
    return jdbi.withHandle(handle -> count(handle, "measurement", series));
  }

  private int seen(String series) {
    return new MeasurementQueries(jdbi)
        .asOf(
            tenant,
            RECORDED.plusSeconds(60),
            view -> view.observations(series, "load", TimeRange.ALL).size());
  }

  private long count(Handle handle, String from, String series) {
    return handle
        .createQuery(
            "SELECT count(*) FROM %s WHERE tenant_id = :tenant AND series = :series"
                .formatted(from))
        .bind("tenant", tenant)
        .bind("series", series)
        .mapTo(Long.class)
        .one();
  }

  private Optional<Instant> cutOf(String series) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT cut FROM retained_from WHERE tenant_id = :t AND series = :s")
                    .bind("t", tenant)
                    .bind("s", series)
                    .mapTo(OffsetDateTime.class)
                    .findOne())
        .map(OffsetDateTime::toInstant);
  }

  private long lags(String series, Instant at, int lags) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM latest_before(:t, :s, 'load', CAST(:at AS timestamptz), :n)")
                .bind("t", tenant)
                .bind("s", series)
                .bind("at", CutTable.time(at))
                .bind("n", lags)
                .mapTo(Long.class)
                .one());
  }

  private List<Map<String, Object>> rollup(String table, Instant from) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT bucket, count, mean, min, max, first, last, sum, std FROM %s
                    WHERE tenant_id = :t AND series = 'a' AND variable = 'load'
                      AND bucket >= :from
                    ORDER BY bucket
                    """
                        .formatted(table))
                .bind("t", tenant)
                .bind("from", CutTable.time(from))
                .mapToMap()
                .list());
  }

  private void assertThatTheSummaryIsExact() {
    String said =
        """
        SELECT series, first_observed, last_observed, measurements
        FROM variable_summary WHERE tenant_id = :t AND measurements > 0 ORDER BY series
        """;
    String counted =
        """
        SELECT series, min(observed_at) AS first_observed, max(observed_at) AS last_observed,
          count(*) AS measurements
        FROM measurement_version JOIN variable_summary USING (variable_id)
        WHERE tenant_id = :t GROUP BY series ORDER BY series
        """;
    assertThat(maps(said)).isNotEmpty().isEqualTo(maps(counted));
  }

  private List<Map<String, Object>> maps(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).bind("t", tenant).mapToMap().list());
  }

  /** The jobs of TimescaleDB would be in the way: what they leave for later is not told apart. */
  private static void stopPolicies(Handle handle) {
    if (CutChunks.home(handle).isPresent()) {
      handle
          .createQuery("SELECT _timescaledb_functions.stop_background_workers()")
          .mapTo(Boolean.class)
          .one();
    }
  }

  private void refresh() {
    jdbi.useHandle(
        handle -> {
          if (isContinuous(handle)) {
            handle.execute("CALL refresh_continuous_aggregate('hourly_rollup', NULL, NULL)");
            handle.execute("CALL refresh_continuous_aggregate('daily_rollup', NULL, NULL)");
          }
        });
  }

  private void compress() {
    jdbi.useHandle(
        handle -> {
          if (isContinuous(handle)) {
            handle
                .createQuery(
                    "SELECT compress_chunk(c, if_not_compressed => true)::text"
                        + " FROM show_chunks('measurement_version') c")
                .mapTo(String.class)
                .list();
          }
        });
  }

  private static boolean isContinuous(Handle handle) {
    return CutChunks.home(handle).isPresent()
        && handle
                .createQuery("SELECT count(*) FROM timescaledb_information.continuous_aggregates")
                .mapTo(Long.class)
                .one()
            > 0;
  }

  private int chunks() {
    return jdbi.withHandle(
        handle ->
            CutChunks.home(handle).isEmpty()
                ? 0
                : handle
                    .createQuery("SELECT count(*) FROM show_chunks('measurement_version')")
                    .mapTo(Integer.class)
                    .one());
  }
}
