package dev.millrace.registry.registration;

import dev.millrace.events.StudyCompleted;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The table of registrations: what is due, and what became of it. */
final class Registrations {
  private static final String DUE =
      """
      select job_id, tenant_id, model_name, tries, first_try_at from registration
      where state = 'pending' and next_try_at <= :now
      order by next_try_at, requested_at, job_id limit 1
      """;
  private static final String EVENT = "select event from registration where job_id = :job";
  private static final String DECIDE =
      """
      update registration set state = :state, problem = :problem, decided_at = :now
      where job_id = :job and state = 'pending'
      """;
  private static final String DEFER =
      """
      update registration set tries = :tries, first_try_at = :first, next_try_at = :next,
        problem = :problem
      where job_id = :job and state = 'pending' and tries < :tries
      """;
  private final Jdbi jdbi;
  private final EventCodec codec;

  Registrations(Jdbi jdbi, EventCodec codec) {
    this.jdbi = jdbi;
    this.codec = codec;
  }

  /** The one that has waited longest of those that are due. */
  Optional<Pending> due(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DUE)
                .bind("now", now)
                .map((row, context) -> pending(row, now))
                .findOne());
  }

  private static Pending pending(ResultSet row, Instant now) throws SQLException {
    var first = row.getTimestamp("first_try_at");
    return new Pending(
        row.getString("job_id"),
        row.getString("tenant_id"),
        row.getString("model_name"),
        row.getInt("tries"),
        first == null ? now : first.toInstant());
  }

  /** The end of the study, with the model. */
  StudyCompleted study(Pending pending) {
    byte[] event =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(EVENT)
                    .bind("job", pending.jobId())
                    .map((row, context) -> row.getBytes("event"))
                    .one());
    return switch (codec.decode(Topics.STUDY_COMPLETED, event)) {
      case Decoded.Value<StudyCompleted>(var study) -> study;
      case Decoded.Deleted<StudyCompleted> _ ->
          throw new IllegalStateException("a registration was kept without its event");
      case Decoded.Unreadable<StudyCompleted>(var reason) ->
          throw new IllegalStateException("an event that we wrote is unreadable: " + reason);
    };
  }

  /** Ends it; false when another process has done so meanwhile. */
  boolean decide(Handle handle, String jobId, String state, @Nullable String problem, Instant now) {
    return 1
        == handle
            .createUpdate(DECIDE)
            .bind("job", jobId)
            .bind("state", state)
            .bind("problem", problem)
            .bind("now", now)
            .execute();
  }

  /** Puts it off; false when another process has done so meanwhile. */
  boolean defer(Handle handle, Pending pending, Instant next, String problem) {
    return 1
        == handle
            .createUpdate(DEFER)
            .bind("job", pending.jobId())
            .bind("tries", pending.tries() + 1)
            .bind("first", pending.firstTry())
            .bind("next", next)
            .bind("problem", problem)
            .execute();
  }
}
