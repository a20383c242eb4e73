package dev.millrace.intake.stream;

import dev.millrace.events.JobRequested;
import dev.millrace.intake.request.JobIds;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Finds the job that a request is for: its record key, else its {@code job_id}, else the job of its
 * idempotency key, else a job of its own. Whoever gives both an id and an idempotency key has
 * decided: the id wins.
 *
 * <p>The request gets the present time: the moment of the decision counts, whatever clock a foreign
 * producer has.
 */
final class IdentifyJob extends ContextualProcessor<String, JobRequested, String, JobRequested> {

  @Override
  public void process(Record<String, JobRequested> record) {
    context().forward(record.withKey(jobOf(record)).withTimestamp(context().currentSystemTimeMs()));
  }

  private String jobOf(Record<String, JobRequested> record) {
    JobRequested request = record.value();
    String key = Objects.requireNonNullElse(record.key(), "");
    if (!key.isBlank()) {
      return key;
    }
    if (!request.getJobId().isBlank()) {
      return request.getJobId();
    }
    if (!request.getIdempotencyKey().isBlank()) {
      return JobIds.ofKey(request.getTenantId(), request.getIdempotencyKey());
    }
    RecordMetadata position = context().recordMetadata().orElseThrow();
    return JobIds.ofPosition(position.topic(), position.partition(), position.offset());
  }
}
