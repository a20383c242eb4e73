package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.platform.testkit.Await;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.ingest.Measurement;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.watch.JobWatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Searches of a series with much nothing in it, and what must be so after them. */
final class OddSearch {

  private static final int HOURS = 500;
  private static final String FIRST_TRY =
      "{\"learning_rate\": 0.1, \"grow_policy\": \"lossguide\", \"max_leaves\": 7}";
  private static final String SPACE =
      """
      "hyperparams": {
        "n_estimators": 20,
        "learning_rate": {"type": "float", "low": 0.02, "high": 0.5, "log": true},
        "grow_policy": {"type": "categorical", "choices": ["depthwise", "lossguide"]},
        "max_leaves": {"type": "int", "low": 2, "high": 64, "when": {"grow_policy": ["lossguide"]}}
      }
      """;
  private static final int AUTOMATIC_TRIALS = 15;
  private static final int LARGEST_MODEL = 40_000;

  static final String AUTOMATIC =
      """
      "n_trials": "auto", "pruner": {"type": "median", "startup_trials": 3}, "parallel_trials": 1,
      "constraints": {"model_bytes": %d}, "enqueue": [%s],
      """
          .formatted(LARGEST_MODEL, FIRST_TRY);

  static final String TARGET = "\"n_trials\": 9, \"parallel_trials\": 1, \"target_value\": 1e9,";

  static final String TWO_OBJECTIVES =
      "\"n_trials\": 4, \"parallel_trials\": 1, \"objectives\": [\"mae\", \"model_bytes\"],";

  private final ObjectMapper json = new ObjectMapper();
  private final MillraceClient client;
  private final JobWatcher watcher;

  OddSearch(MillraceClient client, JobWatcher watcher) {
    this.client = client;
    this.watcher = watcher;
  }

  /** Demand in every third hour only, and of no regular size. */
  void send(Upstream upstream, Instant first) {
    SplittableRandom random = new SplittableRandom(7);
    for (int hour = 0; hour < HOURS; hour++) {
      Instant at = first.plus(Duration.ofHours(hour));
      double value = hour % 3 == 0 ? 10 + hour % 24 + random.nextInt(50) : 0;
      upstream.send(new Measurement("default", "spares", "demand", at, value), "pieces", "test");
    }
    upstream.awaitSent();
    upstream.announce(
        new Upstream.Update(
            "default",
            "forecast_basic",
            List.of("spares"),
            first,
            first.plus(Duration.ofHours(HOURS)),
            HOURS,
            "test"));
  }

  /** A job that is done, with what its study says of itself. */
  JsonNode run(String settings) throws JsonProcessingException {
    String request =
        """
        {"tenant_id": "default", "model_type": "forecast", "model_name": "spares_demand",
         "feature_set": "forecast_basic",
         "config": {"series": ["spares"], "target_variable": "demand", "horizon": 3,
           "warm_start": false, %s %s}}
        """
            .formatted(settings, SPACE);
    return ended(client.startJob(json.readTree(request)));
  }

  JsonNode extend(JsonNode job, int trials) {
    ObjectNode request = json.createObjectNode().put("n_trials", trials);
    return ended(client.extend(id(job), request));
  }

  private JsonNode ended(JsonNode receipt) {
    JsonNode job = watcher.watch(id(receipt), (_, _) -> {});
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("completed");
    return job;
  }

  private static String id(JsonNode job) {
    return job.path("job_id").asText();
  }

  /** The trials of the job's own search, once the history has all of them. */
  private List<JsonNode> trials(JsonNode job, int count) {
    Await.until("the history has every trial", () -> searched(job).size() == count);
    return searched(job);
  }

  private List<JsonNode> searched(JsonNode job) {
    List<JsonNode> trials = new ArrayList<>();
    client.trials(id(job), Map.of("limit", "100")).path("items").forEach(trials::add);
    trials.removeIf(trial -> !trial.path("kind").asText().equals("search"));
    return trials;
  }

  void hasTriedTheRequestedParametersFirst(JsonNode job) throws JsonProcessingException {
    ObjectNode expected = (ObjectNode) json.readTree(FIRST_TRY);
    expected.put("n_estimators", 20);

    assertThat(trials(job, AUTOMATIC_TRIALS).getFirst().path("parameters")).isEqualTo(expected);
  }

  void hasTriedLeavesOnlyWhereTheyGrow(JsonNode job) {
    assertThat(trials(job, AUTOMATIC_TRIALS))
        .allSatisfy(
            trial ->
                assertThat(trial.path("parameters").has("max_leaves"))
                    .isEqualTo(
                        trial.path("parameters").path("grow_policy").asText().equals("lossguide")))
        .extracting(trial -> trial.path("parameters").path("grow_policy").asText())
        .contains("depthwise", "lossguide");
  }

  void hasCountedTrialsByTheKindOfSeries(JsonNode job) {
    JsonNode study = client.study(id(job));

    assertThat(study.path("n_trials").asInt()).isEqualTo(AUTOMATIC_TRIALS);
    assertThat(study.path("n_trials_reason").asText())
        .startsWith("15 trials, since the series is intermittent: 67 % zeros");
    assertThat(job.path("n_trials_reason")).isEqualTo(study.path("n_trials_reason"));
    assertThat(study.path("stop_reason").asText()).isEqualTo("trials");
  }

  void hasABestTrialThatKeepsTheConstraint(JsonNode job) {
    int best = job.path("best_trial_number").asInt();

    assertThat(trials(job, AUTOMATIC_TRIALS).get(best).path("metrics").path("model_bytes").asInt())
        .isPositive()
        .isLessThanOrEqualTo(LARGEST_MODEL);
    assertThat(trials(job, AUTOMATIC_TRIALS))
        .anySatisfy(
            trial ->
                assertThat(trial.path("metrics").path("model_bytes").asInt())
                    .isGreaterThan(LARGEST_MODEL));
  }

  /** Counts and best are those of the whole history, numbers go on where it ended. */
  void hasGoneOn(JsonNode job, JsonNode before, int more) {
    JsonNode study = client.study(id(job));

    assertThat(study.path("continues").asText()).isEqualTo(id(before));
    assertThat(study.path("n_trials").asInt()).isEqualTo(AUTOMATIC_TRIALS + more);
    assertThat(
            job.path("counts").path("complete").asInt() + job.path("counts").path("pruned").asInt())
        .isEqualTo(AUTOMATIC_TRIALS + more);
    assertThat(trials(job, more))
        .extracting(trial -> trial.path("number").asInt())
        .containsExactly(AUTOMATIC_TRIALS, AUTOMATIC_TRIALS + more - 1);
    assertThat(job.path("best_value").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(before.path("best_value").asDouble());
  }

  void hasStoppedAtItsTarget(JsonNode job) {
    assertThat(job.path("stop_reason").asText()).isEqualTo("target");
    assertThat(client.study(id(job)).path("stop_reason").asText()).isEqualTo("target");
    assertThat(trials(job, 1)).hasSize(1);
  }

  void hasAParetoFront(JsonNode job) {
    List<JsonNode> trials = trials(job, 4);
    List<Integer> front = new ArrayList<>();
    client.study(id(job)).path("pareto_trials").forEach(number -> front.add(number.asInt()));

    assertThat(front)
        .containsExactlyElementsOf(
            trials.stream()
                .filter(trial -> trials.stream().noneMatch(other -> beats(other, trial)))
                .map(trial -> trial.path("number").asInt())
                .toList());
  }

  private static boolean beats(JsonNode one, JsonNode other) {
    double mae = metric(one, "mae") - metric(other, "mae");
    double bytes = metric(one, "model_bytes") - metric(other, "model_bytes");
    return mae <= 0 && bytes <= 0 && mae + bytes < 0;
  }

  private static double metric(JsonNode trial, String name) {
    return trial.path("metrics").path(name).asDouble();
  }
}
