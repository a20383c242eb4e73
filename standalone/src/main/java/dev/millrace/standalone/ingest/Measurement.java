package dev.millrace.standalone.ingest;

import dev.millrace.events.MeasurementRecorded;
import java.time.Instant;
import java.util.UUID;

/** One value to send. */
public record Measurement(
    String tenant, String series, String variable, Instant observedAt, double value) {

  /** The record key: all of a series in one partition, in order. */
  String key() {
    return tenant + "/" + series;
  }

  /**
   * The event. When it became known is left to the broker: the time of the record.
   *
   * @param unit for people; may be empty
   * @param source where it comes from, for people
   */
  MeasurementRecorded event(Instant now, String unit, String source) {
    return MeasurementRecorded.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(now)
        .setTenantId(tenant)
        .setSeries(series)
        .setVariable(variable)
        .setObservedAt(observedAt)
        .setValue(value)
        .setUnit(unit)
        .setSource(source)
        .build();
  }
}
