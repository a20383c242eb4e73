package dev.millrace.registry.registration;

import dev.millrace.events.ModelStageChanged;
import dev.millrace.registry.model.ModelId;
import dev.millrace.registry.model.Stage;
import dev.millrace.topics.Topics;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who moved which version where, when and why: written once, never changed. */
final class StageLog {
  private static final String INSERT =
      """
      insert into model_stage_log (event_id, model_id, from_stage, to_stage, changed_by, reason,
        changed_at)
      values (:event, :model, :from, :to, :by, :reason, :at)
      """;
  private static final String SELF = "registry-sink";

  private StageLog() {}

  /** The first entry of a version: from nowhere to {@code none}. No event says so but its own. */
  static void enter(Handle handle, ModelId id, Instant at) {
    insert(handle, eventId(id, Stage.NONE), id, Optional.empty(), Stage.NONE, "registered", at);
  }

  /** Moves a version that was just registered, and returns the event that says so. */
  static ModelStageChanged move(Handle handle, ModelId id, Stage to, String reason, Instant at) {
    String eventId = eventId(id, to);
    insert(handle, eventId, id, Optional.of(Stage.NONE), to, reason, at);
    return ModelStageChanged.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setTenantId(id.tenant())
        .setModelId(id.toString())
        .setModelName(id.name())
        .setVersion(id.version().toString())
        .setFromStage(Stage.NONE.word())
        .setToStage(to.word())
        .setChangedBy(SELF)
        .setReason(reason)
        .build();
  }

  private static String eventId(ModelId id, Stage to) {
    return EventId.of(Topics.MODEL_STAGE_CHANGED, id + "/first/" + to.word());
  }

  private static void insert(
      Handle handle,
      String eventId,
      ModelId id,
      Optional<Stage> from,
      Stage to,
      String reason,
      Instant at) {
    handle
        .createUpdate(INSERT)
        .bind("event", eventId)
        .bind("model", id.toString())
        .bind("from", from.map(Stage::word).orElse(null))
        .bind("to", to.word())
        .bind("by", SELF)
        .bind("reason", reason)
        .bind("at", at)
        .execute();
  }
}
