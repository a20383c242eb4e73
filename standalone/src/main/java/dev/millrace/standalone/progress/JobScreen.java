package dev.millrace.standalone.progress;

import dev.millrace.standalone.terminal.Bar;
import dev.millrace.standalone.terminal.Sparkline;
import dev.millrace.standalone.terminal.Style;
import dev.millrace.standalone.terminal.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Draws a job: a block of lines for a terminal, one line for everything else. */
public final class JobScreen {
  private static final int BAR = 30;
  private static final int CURVE = 30;

  private JobScreen() {}

  /** The block: name, bar of trials, best value with its curve, time. */
  public static List<String> block(JobView job, Convergence convergence, Instant now, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s".formatted(style.bold(job.modelName()), style.dim("job " + job.id())));
    if (job.series().isPresent()) {
      lines.add("  " + SeriesBar.of(job.series().get(), BAR, style));
    } else {
      lines.add(
          "  trials   %s  %s%s"
              .formatted(
                  style.cyan(Bar.of(job.trials().ended(), job.planned(), BAR)),
                  job.progress(),
                  states(job.trials())));
      lines.add("  " + best(job, convergence, style));
    }
    reasons(job).forEach(reason -> lines.add("  " + style.dim(reason)));
    lines.add("  " + style.dim(doing(job) + time(job, now)));
    return List.copyOf(lines);
  }

  /**
   * The line; neither clock nor running trials are in it, so that it changes only when something
   * was reached.
   */
  public static String line(JobView job) {
    if (job.series().isPresent()) {
      return "%s: %s, %s%s"
          .formatted(
              job.modelName(), doing(job), job.progress(), SeriesBar.endings(job.series().get()));
    }
    return "%s: %s, %s trials%s%s"
        .formatted(
            job.modelName(),
            doing(job),
            job.progress(),
            endings(job.trials(), new StringJoiner(" · ", "  ", "")),
            job.best().isPresent()
                ? ", best %s %s (trial %d)"
                    .formatted(
                        job.objective(), Words.number(job.best().getAsDouble()), job.bestTrial())
                : "");
  }

  private static List<String> reasons(JobView job) {
    List<String> reasons = new ArrayList<>();
    if (!job.reasons().trials().isEmpty()) {
      reasons.add("budget   " + job.reasons().trials());
    }
    if (!job.reasons().sampler().isEmpty()) {
      reasons.add("sampler  " + job.reasons().sampler());
    }
    if (!job.reasons().stop().isEmpty()) {
      reasons.add("stopped  " + stop(job.reasons().stop()));
    }
    return reasons;
  }

  private static String stop(String reason) {
    return switch (reason) {
      case "trials" -> "all trials have ended";
      case "timeout" -> "time was up";
      case "target" -> "the target value was reached";
      case "patience" -> "no new best for as many trials as there was patience for";
      case "exhausted" -> "nothing was left to try";
      case "failures" -> "too many trials failed";
      case "cancelled" -> "somebody cancelled it";
      case "dataset-refused" -> "the data were refused";
      default -> reason;
    };
  }

  private static String states(JobView.Trials trials) {
    StringJoiner states = new StringJoiner(" · ", "  ", "");
    add(states, trials.running(), "running");
    return endings(trials, states);
  }

  private static String endings(JobView.Trials trials, StringJoiner states) {
    states.setEmptyValue("");
    add(states, trials.pruned(), "pruned");
    add(states, trials.failed(), "failed");
    add(states, trials.cancelled(), "cancelled");
    if (trials.lost() > 0) {
      states.add(Words.count(trials.lost(), "lost attempt"));
    }
    return states.toString();
  }

  private static void add(StringJoiner states, int count, String state) {
    if (count > 0) {
      states.add(count + " " + state);
    }
  }

  private static String best(JobView job, Convergence convergence, Style style) {
    if (job.best().isEmpty()) {
      return style.dim("best     none yet");
    }
    String value = Words.number(job.best().getAsDouble());
    String fallen =
        convergence.improvement().isPresent()
            ? String.format(
                Locale.ROOT,
                "  −%.1f %% since the first trial",
                100 * convergence.improvement().getAsDouble())
            : "";
    return "best     %s  %s %s (trial %d)%s"
        .formatted(
            style.green(padded(Sparkline.of(convergence.best(), CURVE))),
            job.objective(),
            style.bold(value),
            job.bestTrial(),
            style.dim(fallen));
  }

  private static String padded(String curve) {
    return curve + " ".repeat(Math.max(0, BAR - curve.length()));
  }

  private static String doing(JobView job) {
    return switch (job.status()) {
      case "completed" -> job.hasCompleted() ? "completed" : "completed in part";
      case "failed" -> "failed";
      case "cancelled" -> "cancelled";
      default ->
          switch (job.phase()) {
            case "data" ->
                job.series().isPresent() ? "looking for its series" : "preparing the data";
            case "series" -> "training a model for each series";
            case "queue" ->
                job.reasons().waitingFor().isEmpty() ? "waiting for a worker" : waiting(job, "");
            case "search" -> "searching" + waiting(job, ", ");
            case "final-fit" -> "fitting the final model" + waiting(job, ", ");
            case "registration" -> "registering the model";
            default -> job.phase();
          };
    };
  }

  /** A job of which a trial runs moves on, whatever its next trial waits for. */
  private static String waiting(JobView job, String before) {
    String what = job.reasons().waitingFor();
    return what.isEmpty() || job.trials().running() > 0 ? "" : before + "waiting for " + what;
  }

  private static String time(JobView job, Instant now) {
    Instant end = job.finished().orElse(now);
    String elapsed = ", " + Words.duration(Duration.between(job.created(), end)) + " so far";
    if (job.hasEnded()) {
      return " after " + Words.duration(Duration.between(job.created(), end));
    }
    return elapsed
        + remaining(job, now).map(left -> ", about " + Words.duration(left) + " to go").orElse("");
  }

  /** What is left of the search at the pace so far; empty before the first trial has ended. */
  static Optional<Duration> remaining(JobView job, Instant now) {
    if (job.series().isPresent()) {
      return SeriesBar.remaining(job, now);
    }
    int ended = job.trials().ended();
    if (!job.phase().equals("search") || ended == 0 || job.planned() < ended) {
      return Optional.empty();
    }
    return job.started()
        .map(
            started ->
                Duration.between(started, now).multipliedBy(job.planned() - ended).dividedBy(ended))
        .map(left -> Duration.ofSeconds(Math.max(10, left.toSeconds())));
  }
}
