package dev.millrace.standalone.progress;

import dev.millrace.standalone.progress.JobView.Series;
import dev.millrace.standalone.terminal.Bar;
import dev.millrace.standalone.terminal.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;

/** Draws how far the series of a job are. */
final class SeriesBar {

  private SeriesBar() {}

  static String of(Series series, int width, Style style) {
    StringJoiner states = new StringJoiner(" · ", "  ", "").setEmptyValue("");
    add(states, series.running(), "running");
    return "series   %s  %s%s"
        .formatted(
            style.cyan(Bar.of(series.ended(), series.total(), width)),
            series.progress(),
            endings(series, states));
  }

  /** How those ended that got no model. */
  static String endings(Series series) {
    return endings(series, new StringJoiner(" · ", "  ", "").setEmptyValue(""));
  }

  private static String endings(Series series, StringJoiner states) {
    add(states, series.failed(), "failed");
    add(states, series.cancelled(), "cancelled");
    return states.toString();
  }

  private static void add(StringJoiner states, int count, String state) {
    if (count > 0) {
      states.add(count + " " + state);
    }
  }

  /** What is left at the pace so far; empty before the first series has ended. */
  static Optional<Duration> remaining(JobView job, Instant now) {
    Series series = job.series().orElseThrow();
    if (series.ended() == 0 || job.hasEnded()) {
      return Optional.empty();
    }
    return job.started()
        .map(
            started ->
                Duration.between(started, now)
                    .multipliedBy(series.total() - series.ended())
                    .dividedBy(series.ended()))
        .map(left -> Duration.ofSeconds(Math.max(10, left.toSeconds())));
  }
}
