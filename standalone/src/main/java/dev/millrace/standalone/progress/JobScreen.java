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
    lines.add(
        "  trials   %s  %d/%d%s"
            .formatted(
                style.cyan(Bar.of(job.trials().ended(), job.planned(), BAR)),
                job.trials().ended(),
                job.planned(),
                states(job.trials())));
    lines.add("  " + best(job, convergence, style));
    lines.add("  " + style.dim(doing(job) + time(job, now)));
    return List.copyOf(lines);
  }

  /** The line; it has no clock in it, so that it changes only when the job does. */
  public static String line(JobView job) {
    return "%s: %s, %d/%d trials%s%s"
        .formatted(
            job.modelName(),
            doing(job),
            job.trials().ended(),
            job.planned(),
            states(job.trials()),
            job.best().isPresent()
                ? ", best %s %s (trial %d)"
                    .formatted(
                        job.objective(), Words.number(job.best().getAsDouble()), job.bestTrial())
                : "");
  }

  private static String states(JobView.Trials trials) {
    StringJoiner states = new StringJoiner(" · ", "  ", "").setEmptyValue("");
    add(states, trials.running(), "running");
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
      case "completed" -> "completed";
      case "failed" -> "failed";
      case "cancelled" -> "cancelled";
      default ->
          switch (job.phase()) {
            case "data" -> "preparing the data";
            case "queue" -> "waiting for a worker";
            case "search" -> "searching";
            case "final-fit" -> "fitting the final model";
            case "registration" -> "registering the model";
            default -> job.phase();
          };
    };
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
    int ended = job.trials().ended();
    if (!job.phase().equals("search") || ended == 0) {
      return Optional.empty();
    }
    return job.started()
        .map(
            started ->
                Duration.between(started, now).multipliedBy(job.planned() - ended).dividedBy(ended))
        .map(left -> Duration.ofSeconds(Math.max(10, left.toSeconds())));
  }
}
