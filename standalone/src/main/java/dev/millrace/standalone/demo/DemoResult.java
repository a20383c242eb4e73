package dev.millrace.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.ingest.Ingestion;
import dev.millrace.standalone.progress.PhaseClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a demonstration.
 *
 * @param job the job as it ended
 * @param model the registered version; missing when there is none
 * @param forecast objects with {@code target_time} and {@code value}; missing when there is none
 */
public record DemoResult(
    DemoPlan plan,
    Ingestion data,
    JsonNode job,
    JsonNode model,
    JsonNode forecast,
    PhaseClock phases) {
  private static final List<String> PHASES =
      List.of("start", "ingest", "data", "search", "final_fit", "registration");

  public boolean completed() {
    return job.path("status").asText().equals("completed");
  }

  /** The result for programs; null where there is nothing. */
  public ObjectNode json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("job_id", job.path("job_id").asText());
    json.put("status", job.path("status").asText());
    json.set("model_id", orNull(model.path("model_id")));
    json.set("version", orNull(model.path("version")));
    json.set("trials", orNull(job.path("counts")));
    ObjectNode metrics = json.putObject("metrics");
    metrics.set("validation", orNull(model.path("metrics").path("validation")));
    metrics.set("test", orNull(model.path("metrics").path("test")));
    metrics.set("baselines", orNull(model.path("baselines")));
    json.set("seconds", seconds());
    json.set("artifact", orNull(model.path("artifact")));
    json.set("best_parameters", orNull(model.path("lineage").path("parameters")));
    json.set("problems", orNull(job.path("problems")));
    json.set("forecast", orNull(forecast));
    return json;
  }

  private ObjectNode seconds() {
    ObjectNode seconds = new ObjectMapper().createObjectNode();
    Map<String, Duration> spent = phases.spent();
    for (String phase : PHASES) {
      seconds.put(phase, rounded(spent.getOrDefault(phase, Duration.ZERO)));
    }
    seconds.put("total", rounded(phases.total()));
    return seconds;
  }

  private static double rounded(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static JsonNode orNull(JsonNode node) {
    return node.isMissingNode() ? new ObjectMapper().nullNode() : node;
  }
}
