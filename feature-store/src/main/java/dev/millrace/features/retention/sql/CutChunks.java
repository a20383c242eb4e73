package dev.millrace.features.retention.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Chunks of the hypertable in which no variable has anything that is kept; they go as a whole,
 * which costs the same whatever is in them.
 */
final class CutChunks {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** SQL states: a lock is not available; a deadlock. */
  private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01");

  private static final String HOME =
      """
      SELECT quote_ident(n.nspname)
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'timescaledb'
      """;

  /** first_observed is of what is kept: a variable that begins behind a chunk has nothing in it. */
  private static final String EMPTY =
      """
      SELECT range_start, range_end FROM timescaledb_information.chunks chunk
      WHERE hypertable_schema = current_schema() AND hypertable_name = 'measurement_version'
        AND NOT EXISTS (
          SELECT FROM variable_summary
          WHERE first_observed < chunk.range_end AND last_observed >= chunk.range_start)
      ORDER BY range_start
      """;

  private static final String OLDER_SNAPSHOT =
      """
      SELECT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
          AND datname = current_database() AND age(backend_xmin) >= age(CAST(:xid AS xid)))
      """;

  private CutChunks() {}

  private record Chunk(OffsetDateTime from, OffsetDateTime until) {}

  /** The schema of TimescaleDB's functions, empty without TimescaleDB. */
  static Optional<String> home(Handle handle) {
    return handle.createQuery(HOME).mapTo(String.class).findOne();
  }

  /**
   * Drops them, unless somebody else needs them for too long; then the next run does.
   *
   * @return how many
   */
  static int drop(Handle handle, String home, CountDownLatch stopping) throws InterruptedException {
    if (empty(handle).isEmpty() || !everybodySeesTheCuts(handle, stopping)) {
      return 0;
    }
    int dropped = 0;
    try {
      while (stopping.getCount() > 0
          && handle.inTransaction(dropping -> dropFirst(dropping, home))) {
        dropped++;
      }
    } catch (JdbiException e) {
      if (!isInTheWay(e)) {
        throw e;
      }
    }
    return dropped;
  }

  /**
   * Dropping a chunk is not undone for transactions that began earlier: they would find less than
   * their view of the cuts promises. So it waits for those that began before the latest cut.
   */
  private static boolean everybodySeesTheCuts(Handle handle, CountDownLatch stopping)
      throws InterruptedException {
    String xid =
        handle
            .createQuery("SELECT CAST(CAST(pg_current_xact_id() AS xid) AS text)")
            .mapTo(String.class)
            .one();
    long looks = PATIENCE.dividedBy(LOOK_AGAIN);
    for (long look = 0; look < looks; look++) {
      boolean older =
          handle.createQuery(OLDER_SNAPSHOT).bind("xid", xid).mapTo(Boolean.class).one();
      if (!older) {
        return true;
      }
      if (stopping.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  /**
   * Writers lock a variable before they touch a chunk. While the table of variables is locked none
   * is under way, and what it says of the chunks is all there is in them. One chunk in a
   * transaction: TimescaleDB's own jobs, which compress and refresh, are soon let through.
   */
  private static boolean dropFirst(Handle handle, String home) {
    handle.execute("SET LOCAL lock_timeout = '5s'");
    handle.execute("LOCK TABLE variable_summary IN EXCLUSIVE MODE");
    List<Chunk> chunks = empty(handle);
    if (chunks.isEmpty()) {
      return false;
    }
    handle
        .createQuery(
            "SELECT "
                + home
                + ".drop_chunks('measurement_version', older_than => CAST(:until AS timestamptz),"
                + " newer_than => CAST(:from AS timestamptz))")
        .bind("until", chunks.getFirst().until())
        .bind("from", chunks.getFirst().from())
        .mapTo(String.class)
        .list();
    return true;
  }

  private static List<Chunk> empty(Handle handle) {
    return handle
        .createQuery(EMPTY)
        .map(
            (row, _) ->
                new Chunk(
                    row.getObject("range_start", OffsetDateTime.class),
                    row.getObject("range_end", OffsetDateTime.class)))
        .list();
  }

  /** Whether somebody else held a lock for too long, or each waited for the other. */
  private static boolean isInTheWay(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql
          && IN_THE_WAY.contains(Objects.requireNonNullElse(sql.getSQLState(), ""))) {
        return true;
      }
    }
    return false;
  }
}
