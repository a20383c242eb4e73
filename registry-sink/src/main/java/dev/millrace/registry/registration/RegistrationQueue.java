package dev.millrace.registry.registration;

import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topics;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Models that wait for their registration.
 *
 * <p>The projection only notes that a model is there, in its own transaction. To look for the
 * artifact may take long, and must not hold up the history.
 */
public final class RegistrationQueue {
  // A study ends once; whoever says so again changes nothing.
  private static final String ADD =
      """
      insert into registration (job_id, tenant_id, model_name, state, event, requested_at,
        next_try_at)
      values (:job, :tenant, :model, 'pending', :event, :at, to_timestamp(0))
      on conflict do nothing
      """;
  private final EventCodec codec;

  public RegistrationQueue(EventCodec codec) {
    this.codec = codec;
  }

  /** Notes the studies that ended with a model. */
  public void add(Handle handle, List<StudyCompleted> events) {
    for (StudyCompleted event : events) {
      if (event.getOutcome() == StudyOutcome.COMPLETED) {
        handle
            .createUpdate(ADD)
            .bind("job", event.getJobId())
            .bind("tenant", event.getTenantId())
            .bind("model", event.getModel() == null ? "" : event.getModel().getModelName())
            .bind("event", codec.encode(Topics.STUDY_COMPLETED.name(), event))
            .bind("at", event.getOccurredAt())
            .execute();
      }
    }
  }
}
