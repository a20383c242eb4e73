package dev.millrace.trainer.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Alarms of one series that belong together: none is farther from the next than the longest pause.
 *
 * @param first point that is an alarm
 * @param last point that is an alarm
 * @param peak the point with the highest score among them
 */
public record Incident(int first, int last, int peak) {
  /** All incidents of a series, in order of time. */
  public static List<Incident> of(Scored scored, Pace pace) {
    return runs(scored, scored::alarm, pace);
  }

  /** The highest score of each run of points with scores above a bound. */
  static List<Double> peaks(Scored scored, double bound, Pace pace) {
    return runs(scored, point -> scored.score(point) > bound, pace).stream()
        .map(run -> scored.score(run.peak()))
        .toList();
  }

  private static List<Incident> runs(Scored scored, IntPredicate belongs, Pace pace) {
    List<Incident> runs = new ArrayList<>();
    for (int point = 0; point < scored.count(); point++) {
      if (!belongs.test(point)) {
        continue;
      }
      Incident last = runs.isEmpty() ? new Incident(point, point, point) : runs.removeLast();
      if (scored.time(point) - scored.time(last.last()) > pace.longestPause()) {
        runs.add(last);
        last = new Incident(point, point, point);
      }
      int peak = scored.score(point) > scored.score(last.peak()) ? point : last.peak();
      runs.add(new Incident(last.first(), point, peak));
    }
    return runs;
  }
}
