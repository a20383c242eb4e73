package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.events.JobState;
import dev.millrace.events.RetrainingPolicy;
import dev.millrace.events.StudyProgressed;
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
    return node;
  }

  static ObjectNode of(RetrainingPolicy policy) {
    ObjectNode node = AvroJson.of(policy);
    node.remove("event_id");
    rename(node, "occurred_at", "updated_at");
    if (node.get("job") instanceof ObjectNode job) {
      job.remove(List.of("event_id", "occurred_at", "job_id", "cause", "idempotency_key"));
    }
    return node;
  }

  static ObjectNode of(StudyProgressed trial) {
    ObjectNode node = AvroJson.of(trial);
    node.remove(List.of("event_id", "tenant_id", "change", "reason"));
    return node;
  }

  private static void rename(ObjectNode node, String from, String to) {
    JsonNode value = node.remove(from);
    node.set(to, value);
  }
}
