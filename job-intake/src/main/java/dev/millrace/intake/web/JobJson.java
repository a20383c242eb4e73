package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.events.JobState;
import dev.millrace.events.RetrainingPolicy;
import dev.millrace.events.StudyProgressed;
import dev.millrace.intake.request.SearchRules;
import java.util.List;
import java.util.OptionalLong;

/** Jobs and policies as clients see them. */
final class JobJson {

  private JobJson() {}

  /** The answer to whoever asked for a job. */
  static ObjectNode receipt(JobState job, OptionalLong estimatedSeconds) {
    ObjectNode receipt = JsonNodeFactory.instance.objectNode();
    ObjectNode all = of(job);
    for (String field : new String[] {"job_id", "status", "created_at"}) {
      receipt.set(field, all.get(field));
    }
    if (estimatedSeconds.isPresent()) {
      receipt.put("estimated_duration_seconds", estimatedSeconds.getAsLong());
    } else {
      receipt.putNull("estimated_duration_seconds");
    }
    receipt.put("message", job.getMessage());
    return receipt;
  }

  static ObjectNode of(JobState job) {
    ObjectNode node = AvroJson.of(job);
    node.remove("event_id");
    rename(node, "occurred_at", "updated_at");
    asRequested(node.path("config"));
    return node;
  }

  static ObjectNode of(RetrainingPolicy policy) {
    ObjectNode node = AvroJson.of(policy);
    node.remove("event_id");
    rename(node, "occurred_at", "updated_at");
    if (node.get("job") instanceof ObjectNode job) {
      job.remove(List.of("event_id", "occurred_at", "job_id", "cause", "idempotency_key"));
      asRequested(job.path("config"));
    }
    return node;
  }

  static ObjectNode of(StudyProgressed trial) {
    ObjectNode node = AvroJson.of(trial);
    node.remove(List.of("event_id", "tenant_id", "change", "reason"));
    return node;
  }

  /** A configuration in the words of a request, so that whoever read it may send it again. */
  private static void asRequested(JsonNode node) {
    if (!(node instanceof ObjectNode config)) {
      return;
    }
    if (config.path("n_trials").asLong() == SearchRules.AUTO_TRIALS) {
      config.put("n_trials", "auto");
    }
    if (config.get("pruner") instanceof ObjectNode pruner
        && pruner.remove("settings") instanceof ObjectNode settings) {
      pruner.setAll(settings);
    }
  }

  private static void rename(ObjectNode node, String from, String to) {
    JsonNode value = node.remove(from);
    node.set(to, value);
  }
}
