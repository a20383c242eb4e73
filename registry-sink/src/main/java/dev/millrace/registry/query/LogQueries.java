package dev.millrace.registry.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.platform.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Asks for log lines of jobs, and whether a job is known at all. */
public final class LogQueries {
  private static final String LINES =
      """
      select event_id, occurred_at, trial_id, level, service, message, fields from job_log
      where job_id = :job and (occurred_at, event_id) > (:time, :event)
      order by occurred_at, event_id limit :most
      """;
  private static final String COUNT = "select count(*) from job_log where job_id = :job";
  private static final String KNOWN =
      """
      select exists (select from job where job_id = :job)
        or exists (select from study where study_id = :job)
        or exists (select from job_log where job_id = :job)
      """;
  private final Jdbi jdbi;

  public LogQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether any event of the job has arrived. */
  public boolean knows(String jobId) {
    return jdbi.withHandle(
        handle -> handle.createQuery(KNOWN).bind("job", jobId).mapTo(Boolean.class).one());
  }

  /** Lines of a job, oldest first, from the one after {@code after}. */
  public Page<LogView> lines(String jobId, Position after, int limit) {
    return jdbi.inTransaction(
        handle ->
            Page.of(
                handle
                    .createQuery(LINES)
                    .bind("job", jobId)
                    .bind("time", after.time())
                    .bind("event", after.eventId())
                    .bind("most", limit + 1)
                    .map((row, context) -> LogView.of(row))
                    .list(),
                limit,
                handle.createQuery(COUNT).bind("job", jobId).mapTo(Long.class).one(),
                line -> line.position().cursor()));
  }

  /** A line of a log. */
  public record LogView(
      String eventId,
      Instant occurredAt,
      String trialId,
      String level,
      String service,
      String message,
      JsonNode fields) {

    static LogView of(ResultSet row) throws SQLException {
      var columns = new Columns(row);
      return new LogView(
          columns.text("event_id"),
          columns.time("occurred_at"),
          columns.text("trial_id"),
          columns.text("level"),
          columns.text("service"),
          columns.text("message"),
          columns.json("fields"));
    }

    Position position() {
      return new Position(occurredAt, eventId);
    }
  }
}
