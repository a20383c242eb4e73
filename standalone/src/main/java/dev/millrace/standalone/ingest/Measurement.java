package dev.millrace.standalone.ingest;

import dev.millrace.events.MeasurementRecorded;
import java.time.Instant;

/** One value to send. */
public record Measurement(
    String tenant, String series, String variable, Instant observedAt, double value) {

  /** The record key: all of a series in one partition, in order. */
  static String key(String tenant, String series) {
    return tenant + "/" + series;
  }

  /**
   * The event.
   *
   * @param eventId its identity
   * @param now when it is sent
   * @param recordedAt when the value became known; the epoch leaves it to the broker: the time of
   *     the record
   * @param unit for people; may be empty
   * @param source where it comes from, for people
   */
  MeasurementRecorded event(
      String eventId, Instant now, Instant recordedAt, String unit, String source) {
    return new MeasurementRecorded(
        eventId, now, tenant, series, variable, observedAt, recordedAt, value, unit, source);
  }
}
