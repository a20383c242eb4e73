package dev.millrace.features.measurement;

import dev.millrace.features.dataset.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rules of a measurement. */
public final class MeasurementRules {

  private static final int LONGEST_TENANT = 64;
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_REMARK = 1024;

  /** Clocks differ; a day is a mistake. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofDays(1);

  private MeasurementRules() {}

  /**
   * The first rule it breaks, in a sentence; empty when it breaks none.
   *
   * @param arrived when its record was written
   */
  public static Optional<String> broken(Measurement measurement, Instant arrived) {
    if (!isTenant(measurement.tenant())) {
      return Optional.of(
          "tenant_id must be 1 to 64 characters of [A-Za-z0-9_.-], got '%s'"
              .formatted(shortened(measurement.tenant())));
    }
    return brokenName("series", measurement.series())
        .or(() -> brokenName("variable", measurement.variable()))
        .or(() -> brokenTime(measurement, arrived))
        .or(() -> brokenValue(measurement))
        .or(() -> brokenRemark("unit", measurement.unit()))
        .or(() -> brokenRemark("source", measurement.source()))
        .or(() -> brokenRemark("event_id", measurement.eventId()));
  }

  private static Optional<String> brokenName(String field, String name) {
    return name.isBlank() || name.length() > LONGEST_NAME || hasControlCharacter(name)
        ? Optional.of(
            "%s must be 1 to %d characters, none a control character, got '%s'"
                .formatted(field, LONGEST_NAME, shortened(name)))
        : Optional.empty();
  }

  private static Optional<String> brokenRemark(String field, String remark) {
    return remark.length() > LONGEST_REMARK || hasControlCharacter(remark)
        ? Optional.of(
            "%s must be at most %d characters, none a control character, got '%s'"
                .formatted(field, LONGEST_REMARK, shortened(remark)))
        : Optional.empty();
  }

  private static Optional<String> brokenTime(Measurement measurement, Instant arrived) {
    Instant observed = measurement.observedAt();
    Instant recorded = measurement.recordedAt();
    if (observed.equals(Instant.EPOCH)) {
      return Optional.of("observed_at must be set");
    }
    if (!TimeRange.ALL.contains(observed)) {
      return Optional.of(
          "observed_at must be from %s to %s, got %s"
              .formatted(TimeRange.ALL.from(), TimeRange.ALL.until(), observed));
    }
    if (recorded.isBefore(TimeRange.ALL.from())
        || recorded.isAfter(arrived.plus(CLOCK_DIFFERENCE))) {
      return Optional.of(
          "recorded_at must be from %s to a day after the record was written at %s, got %s"
              .formatted(TimeRange.ALL.from(), arrived, recorded));
    }
    return Optional.empty();
  }

  private static Optional<String> brokenValue(Measurement measurement) {
    Double value = measurement.value();
    return value == null || Double.isFinite(value)
        ? Optional.empty()
        : Optional.of("value must be finite or null, got " + value);
  }

  /** Loops, not streams and patterns: every measurement comes by here five times. */
  private static boolean hasControlCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTenant(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '.'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_TENANT;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
  }
}
