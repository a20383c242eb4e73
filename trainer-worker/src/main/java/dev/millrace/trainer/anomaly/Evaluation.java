package dev.millrace.trainer.anomaly;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How alarms and labelled windows agree.
 *
 * @param weeks that were looked at, of all series together
 * @param incidents found
 * @param falseIncidents of those, without an alarm in a labelled window
 * @param windows labelled and looked at: with at least one point in them
 * @param found of those, with an alarm in them
 * @param delayMicros from the start of a found window to its first alarm, summed up
 */
public record Evaluation(
    double weeks, int incidents, int falseIncidents, int windows, int found, long delayMicros) {
  private static final double HOUR = 3_600_000_000.0;

  /** Compares; without labels every incident counts as false. */
  public static Evaluation of(List<Scored> all, List<Label> labels, Pace pace) {
    Evaluation sum = new Evaluation(0, 0, 0, 0, 0, 0);
    for (Scored scored : all) {
      sum =
          sum.plus(of(scored, labels.stream().filter(l -> l.isOf(scored.series())).toList(), pace));
    }
    return sum;
  }

  private static Evaluation of(Scored scored, List<Label> labels, Pace pace) {
    if (scored.count() == 0) {
      return new Evaluation(0, 0, 0, 0, 0, 0);
    }
    List<Incident> incidents = Incident.of(scored, pace);
    long wrong = incidents.stream().filter(one -> !isTrue(one, scored, labels)).count();
    List<Label> seen =
        labels.stream()
            .filter(label -> points(scored, 0, scored.count() - 1, label).findAny().isPresent())
            .toList();
    long[] delays =
        seen.stream()
            .map(label -> firstAlarm(scored, label))
            .flatMapToLong(OptionalLong::stream)
            .toArray();
    double weeks =
        (scored.time(scored.count() - 1) - scored.time(0) + pace.stepMicros()) / Pace.WEEK;
    return new Evaluation(
        weeks,
        incidents.size(),
        (int) wrong,
        seen.size(),
        delays.length,
        Arrays.stream(delays).sum());
  }

  private static boolean isTrue(Incident incident, Scored scored, List<Label> labels) {
    return labels.stream()
        .anyMatch(
            label ->
                points(scored, incident.first(), incident.last(), label).anyMatch(scored::alarm));
  }

  private static OptionalLong firstAlarm(Scored scored, Label label) {
    return points(scored, 0, scored.count() - 1, label)
        .filter(scored::alarm)
        .mapToLong(point -> scored.time(point) - label.start())
        .findFirst();
  }

  private static IntStream points(Scored scored, int first, int last, Label label) {
    return IntStream.rangeClosed(first, last).filter(point -> label.holds(scored.time(point)));
  }

  private Evaluation plus(Evaluation other) {
    return new Evaluation(
        weeks + other.weeks,
        incidents + other.incidents,
        falseIncidents + other.falseIncidents,
        windows + other.windows,
        found + other.found,
        delayMicros + other.delayMicros);
  }

  /** Metrics by name, those without a value left out; what needs labels only with labels. */
  public Map<String, Double> metrics(boolean labelled) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("scored_weeks", weeks);
    if (weeks > 0) {
      metrics.put("alarms_per_week", incidents / weeks);
    }
    if (labelled) {
      metrics.put("windows_total", (double) windows);
      metrics.put("windows_found", (double) found);
      metrics.put("false_alarms", (double) falseIncidents);
      if (weeks > 0) {
        metrics.put("false_alarms_per_week", falseIncidents / weeks);
      }
      if (incidents > 0) {
        metrics.put("precision", (incidents - falseIncidents) / (double) incidents);
      }
      if (windows > 0) {
        metrics.put("recall", found / (double) windows);
      }
      if (found > 0) {
        metrics.put("detection_delay_hours", delayMicros / HOUR / found);
      }
    }
    return metrics;
  }
}
