package dev.millrace.intake.job;

import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.TrainingConfig.Search;
import dev.millrace.intake.request.Violation;
import java.util.List;
import java.util.Locale;

/** Says in one sentence where a job stands. */
public final class JobStory {

  private JobStory() {}

  public static String sentence(Job job) {
    return switch (job.origin()) {
      case Job.Origin.NotAsked _ -> "nobody has asked for this job yet";
      case Job.Origin.Refused _ -> failed(job);
      case Job.Origin.Asked asked -> sentence(job, asked.request());
    };
  }

  private static String sentence(Job job, JobRequest request) {
    boolean perSeries = request.config().perSeries();
    return switch (job.status()) {
      case QUEUED, RUNNING -> open(job, request.config().search());
      case COMPLETED -> perSeries ? divided(job) : completed(job.findings());
      case FAILED -> failed(job);
      case CANCELLED -> cancelled(job.findings());
    };
  }

  /** What keeps a job from going on; empty when nothing does. */
  public static String waitingFor(Job job) {
    if (job.isEnded() || !(job.origin() instanceof Job.Origin.Asked asked)) {
      return "";
    }
    String study =
        job.findings().find(Fact.StudyMoved.class).map(Fact.StudyMoved::waitingFor).orElse("");
    return switch (job.phase()) {
      case DATA -> asked.request().config().perSeries() ? "the list of its series" : "its dataset";
      case QUEUE ->
          study.isEmpty()
              ? "a free slot of pool " + asked.request().config().search().pool()
              : study;
      case SERIES -> "";
      case SEARCH, FINAL_FIT -> study;
      case REGISTRATION, DONE -> "its version in the registry";
    };
  }

  private static String open(Job job, Search search) {
    return switch (job.phase()) {
      case DATA, QUEUE -> "waits for " + waitingFor(job);
      case SERIES -> divided(job);
      case SEARCH -> search.enabled() ? searching(job.findings(), search) : "tries its parameters";
      case FINAL_FIT -> "fits the model with the best parameters";
      case REGISTRATION, DONE -> "waits for its version in the registry";
    };
  }

  private static String divided(Job job) {
    SeriesCounts counts = job.seriesCounts();
    return job.isEnded()
        ? "%d of %d series have a new model%s"
            .formatted(counts.completed(), counts.total(), without(counts))
        : "%d of %d series have ended%s".formatted(counts.ended(), counts.total(), without(counts));
  }

  private static String without(SeriesCounts counts) {
    return (counts.failed() > 0 ? ", %d failed".formatted(counts.failed()) : "")
        + (counts.cancelled() > 0 ? ", %d were cancelled".formatted(counts.cancelled()) : "");
  }

  private static String searching(Findings findings, Search search) {
    String best =
        findings
            .best()
            .map(b -> String.format(Locale.ROOT, ", best %s %.6g", search.objective(), b.value()))
            .orElse("");
    return "%d of %d trials have ended%s"
        .formatted(findings.counts().ended(), planned(findings, search), best);
  }

  private static long planned(Findings findings, Search search) {
    return findings.plan().isKnown() ? findings.plan().trials() : search.trials();
  }

  private static String completed(Findings findings) {
    return "registered as %s after %d trials"
        .formatted(
            findings
                .find(Fact.ModelRegistered.class)
                .map(Fact.ModelRegistered::modelId)
                .orElse("unknown"),
            findings.counts().ended());
  }

  private static String failed(Job job) {
    List<Violation> problems = job.problems();
    if (problems.isEmpty()) {
      return "failed without saying why";
    }
    String first = problems.getFirst().message();
    return problems.size() == 1 ? first : first + " (and " + (problems.size() - 1) + " more)";
  }

  private static String cancelled(Findings findings) {
    return findings
        .find(Fact.CancelAsked.class)
        .map(
            asked ->
                "cancelled"
                    + (asked.by().isEmpty() ? "" : " by " + asked.by())
                    + (asked.reason().isEmpty() ? "" : ": " + asked.reason()))
        .orElse("cancelled");
  }
}
