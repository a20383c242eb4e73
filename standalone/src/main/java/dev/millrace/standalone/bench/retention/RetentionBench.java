package dev.millrace.standalone.bench.retention;

import dev.millrace.features.FeatureStore;
import dev.millrace.features.retention.RetentionPolicy;
import dev.millrace.features.retention.RetentionRules;
import dev.millrace.features.retention.sql.Removal;
import dev.millrace.features.retention.sql.Removal.Removed;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.standalone.bench.snapshot.GeneratedSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/** One removal of old measurements as feature-store does it, from a database that was filled. */
public final class RetentionBench {

  /** TimescaleDB's own work, in the order in which the migrations ask for it. */
  private static final String POLICIES =
      """
      SELECT job_id FROM timescaledb_information.jobs
      WHERE proc_name IN ('policy_refresh_continuous_aggregate', 'policy_compression')
        AND (:compressed OR proc_name <> 'policy_compression')
      ORDER BY job_id
      """;

  private static final String HAS_TIMESCALE =
      "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb')";

  private static final String COMPRESSED =
      """
      SELECT count(*) FROM timescaledb_information.chunks
      WHERE hypertable_name = 'measurement_version' AND is_compressed
      """;

  /**
   * What came out.
   *
   * @param filling time to generate and copy the measurements
   * @param compressedChunks of the hypertable, before the removal; 0 without TimescaleDB
   * @param wall of the removal, from deciding to the last row
   * @param left rows in the table afterwards
   */
  public record Result(
      RetentionLoad load,
      boolean timescale,
      Duration filling,
      long compressedChunks,
      Removed removed,
      Duration wall,
      long left) {

    /** Measurements a second. */
    public double rate() {
      return removed.measurements() / (Math.max(1, wall.toNanos()) / 1e9);
    }

    /** Whether exactly what is to stay is left. */
    public boolean complete() {
      return left == load.kept() && removed.measurements() == load.series().values() - load.kept();
    }
  }

  private final RetentionLoad load;
  private final GeneratedSeries generated;

  public RetentionBench(RetentionLoad load) {
    this.load = load;
    this.generated = new GeneratedSeries(load.series());
  }

  /** Fills a database, which must be empty, and removes what is old. */
  public Result run(DatabaseSettings settings, LongConsumer progress) throws InterruptedException {
    try (Database database = Database.open(settings, FeatureStore.NAME)) {
      if (rows(database) > 0) {
        throw new IllegalArgumentException("the database must be empty, it has measurements");
      }
      long begun = System.nanoTime();
      generated.write(database.jdbi(), progress);
      Duration filling = since(begun);
      boolean timescale = database.jdbi().withHandle(RetentionBench::hasTimescale);
      long compressed = timescale ? database.jdbi().withHandle(this::workOfPolicies) : 0;
      long removing = System.nanoTime();
      Removed removed = remove(database);
      return new Result(
          load, timescale, filling, compressed, removed, since(removing), rows(database));
    }
  }

  private Removed remove(Database database) throws InterruptedException {
    RetentionPolicy policy = policy();
    return new Removal(database.jdbi(), new CountDownLatch(1))
        .remove(kept -> RetentionRules.decide(policy, generated.end(), List.of(), kept))
        .orElseThrow(() -> new IllegalStateException("another process removes measurements"));
  }

  private RetentionPolicy policy() {
    List<String> rules = new ArrayList<>();
    generated.names().stream().limit(load.held()).forEach(name -> rules.add(name + "/*=forever"));
    rules.add("*=" + load.keepDays() + "d");
    return RetentionPolicy.of(rules, false);
  }

  private static boolean hasTimescale(Handle handle) {
    return handle.createQuery(HAS_TIMESCALE).mapTo(Boolean.class).one();
  }

  /** How many chunks are compressed then. */
  private long workOfPolicies(Handle handle) {
    handle
        .createQuery(POLICIES)
        .bind("compressed", load.compressed())
        .mapTo(Integer.class)
        .list()
        .forEach(job -> handle.execute("CALL run_job(" + job + ")"));
    return handle.createQuery(COMPRESSED).mapTo(Long.class).one();
  }

  private static long rows(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM measurement_version")
                    .mapTo(Long.class)
                    .one());
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
