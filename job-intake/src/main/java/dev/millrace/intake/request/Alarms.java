package dev.millrace.intake.request;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a model that detects anomalies.
 *
 * @param threshold how it is decided what is rare enough
 * @param falseAlarmsPerWeek at most, of each series
 * @param labels when something is known to have been wrong
 */
public record Alarms(String threshold, double falseAlarmsPerWeek, List<Label> labels) {

  /** As the event's schema has it. */
  public static final Alarms DEFAULT = new Alarms("extreme_value", 1, List.of());

  static final Set<String> THRESHOLDS = Set.of("extreme_value", "robust");

  private static final double MOST_PER_WEEK = 10_000;
  private static final int MOST_LABELS = 10_000;

  public Alarms {
    labels = List.copyOf(labels);
  }

  /**
   * A time in which something was wrong.
   *
   * @param series empty for every series
   * @param end belongs to it
   */
  public record Label(String series, @Nullable Instant start, @Nullable Instant end) {}

  void check(Complaints complaints) {
    complaints.require(
        THRESHOLDS.contains(threshold),
        "config.training.threshold",
        "must be one of " + String.join(", ", new TreeSet<>(THRESHOLDS)),
        threshold);
    complaints.require(
        falseAlarmsPerWeek > 0 && falseAlarmsPerWeek <= MOST_PER_WEEK,
        "config.training.false_alarms_per_week",
        "must be above 0 and at most 10000",
        falseAlarmsPerWeek);
    complaints.require(
        labels.size() <= MOST_LABELS,
        "config.training.labels",
        "must be at most " + MOST_LABELS,
        labels.size());
    for (int i = 0; i < labels.size(); i++) {
      check(labels.get(i), "config.training.labels[" + i + "]", complaints);
    }
  }

  private static void check(Label label, String field, Complaints complaints) {
    RequestRules.title(field + ".series", label.series(), complaints);
    Instant start = label.start();
    Instant end = label.end();
    if (start == null) {
      complaints.require(false, field + ".start", "must be given", "nothing");
    } else if (end == null) {
      complaints.require(false, field + ".end", "must be given", "nothing");
    } else {
      complaints.require(!end.isBefore(start), field + ".end", "must not be before start", end);
    }
  }
}
