package dev.millrace.intake.stream;

import dev.millrace.events.DataUpdated;
import dev.millrace.intake.request.JobIds;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Puts updates under their tenant and feature set, whatever key and partitioner their producer
 * used, and gives those without an id the one of their position. A time that lies in the future
 * becomes the present, or a policy would wait for it.
 */
final class IdentifyUpdate extends ContextualProcessor<String, DataUpdated, String, DataUpdated> {

  @Override
  public void process(Record<String, DataUpdated> record) {
    DataUpdated update = record.value();
    if (update.getEventId().isBlank()) {
      RecordMetadata position = context().recordMetadata().orElseThrow();
      update =
          DataUpdated.newBuilder(update)
              .setEventId(
                  JobIds.ofPosition(position.topic(), position.partition(), position.offset()))
              .build();
    }
    context()
        .forward(
            record
                .withKey(PolicyTopology.watchOf(update.getTenantId(), update.getFeatureSet()))
                .withValue(update)
                .withTimestamp(Math.min(record.timestamp(), context().currentSystemTimeMs())));
  }
}
