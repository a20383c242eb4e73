package dev.millrace.intake.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Names for jobs. Each is a function of what makes the job one, so that whoever asks twice names
 * the same job.
 */
public final class JobIds {

  private JobIds() {}

  /** The job of an idempotency key. */
  public static String ofKey(String tenantId, String idempotencyKey) {
    return named("key", tenantId, idempotencyKey);
  }

  /** The job of a record that says nothing about its identity. */
  public static String ofPosition(String topic, int partition, long offset) {
    return named("position", topic, Integer.toString(partition), Long.toString(offset));
  }

  /** The job that a policy makes of a burst of updates. */
  public static String ofBurst(String tenantId, String policy, List<String> eventIds) {
    return named("policy", tenantId, policy, String.join("\n", eventIds));
  }

  /** The job of one series of a job per series. */
  public static String ofSeries(String parentId, String series) {
    return named("series", parentId, series);
  }

  /** A name-based UUID; the parts are counted, so that no two lists of parts read alike. */
  public static String named(String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(part.length()).append(':').append(part).append(';');
    }
    return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
