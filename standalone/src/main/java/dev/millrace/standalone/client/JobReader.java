package dev.millrace.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.progress.JobView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a job out of the JSON that job-intake answers with. */
public final class JobReader {
  private JobReader() {}

  public static JobView read(JsonNode job) {
    JsonNode config = job.path("config");
    return new JobView(
        job.path("job_id").asText(),
        job.path("model_name").asText(),
        job.path("status").asText(),
        job.path("phase").asText(),
        planned(job),
        trials(job.path("counts")),
        job.path("best_value").isNumber()
            ? OptionalDouble.of(job.path("best_value").asDouble())
            : OptionalDouble.empty(),
        job.path("best_trial_number").asInt(-1),
        config.path("objective").asText("objective"),
        instant(job.path("created_at")).orElse(Instant.EPOCH),
        instant(job.path("started_at")),
        instant(job.path("finished_at")),
        problems(job),
        text(job.path("model_id")),
        new JobView.Reasons(
            job.path("waiting_for").asText(""),
            job.path("n_trials_reason").asText(""),
            job.path("sampler").asText(""),
            job.path("stop_reason").asText("")),
        config.path("per_series").asBoolean()
            ? Optional.of(series(job.path("series_counts")))
            : Optional.empty());
  }

  private static JobView.Series series(JsonNode counts) {
    return new JobView.Series(
        counts.path("total").asInt(),
        counts.path("queued").asInt(),
        counts.path("running").asInt(),
        counts.path("completed").asInt(),
        counts.path("failed").asInt(),
        counts.path("cancelled").asInt());
  }

  /** What the study says; before it does, what was asked for, which may be no number. */
  private static int planned(JsonNode job) {
    JsonNode config = job.path("config");
    if (!config.path("enable_hpo").asBoolean(true)) {
      return 1;
    }
    int told = job.path("n_trials").asInt();
    return told > 0 ? told : config.path("n_trials").asInt();
  }

  private static JobView.Trials trials(JsonNode counts) {
    return new JobView.Trials(
        counts.path("waiting").asInt(),
        counts.path("running").asInt(),
        counts.path("complete").asInt(),
        counts.path("pruned").asInt(),
        counts.path("failed").asInt(),
        counts.path("cancelled").asInt(),
        counts.path("lost_attempts").asInt());
  }

  private static List<String> problems(JsonNode job) {
    List<String> problems = new ArrayList<>();
    for (JsonNode problem : job.path("problems")) {
      String field = problem.path("field").asText();
      String message = problem.path("message").asText();
      problems.add(field.isEmpty() ? message : field + ": " + message);
    }
    return problems;
  }

  /** The instant in a field; empty where it is null or missing. */
  public static Optional<Instant> instant(JsonNode field) {
    return field.isTextual() ? Optional.of(Instant.parse(field.asText())) : Optional.empty();
  }

  private static Optional<String> text(JsonNode field) {
    return field.isTextual() && !field.asText().isEmpty()
        ? Optional.of(field.asText())
        : Optional.empty();
  }
}
