package dev.millrace.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.events.ModelRegistered;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.StoredObject;
import dev.millrace.registry.testkit.Awaiting;
import dev.millrace.registry.testkit.Databases;
import dev.millrace.registry.testkit.SharedStack;
import dev.millrace.registry.testkit.Story;
import dev.millrace.registry.testkit.Told;
import dev.millrace.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service on real Kafka, PostgreSQL and S3: events in, events and REST out. */
class RegistrySinkTest {
  private static final String JOB = "e2e-job";
  private static final String MODEL = "acme/load_forecast/1.0.0";
  private static final byte[] BYTES = {3, 1, 4, 1, 5};
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static ServiceHost host;

  @BeforeAll
  static void tellAStory() throws IOException {
    Databases.embedded().close();
    host = start();
    tell(Story.ofSuccess(JOB, store()));
    Awaiting.until("the model is registered and the story told", RegistrySinkTest::isTold);
  }

  private static StoredObject store() throws IOException {
    return host.bean(ObjectStore.class).put("models", ".ubj", BYTES);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static ServiceHost start() {
    Map<String, String> environment = new HashMap<>(SharedStack.get().environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    Set<String> service = Set.of(RegistrySink.NAME);
    return ServiceHost.start(ServiceHost.configuration(environment, service), service);
  }

  private static void tell(List<Told<?>> story) {
    story.forEach(RegistrySinkTest::publish);
  }

  private static <T extends SpecificRecord> void publish(Told<T> told) {
    host.bean(EventPublisher.class).publishAndWait(told.topic(), told.key(), told.event());
  }

  private static boolean isTold() {
    return host.isReady()
        && get("/ai/models/" + MODEL).statusCode() == 200
        && json("/ai/training/optimize/" + JOB).path("status").asText().equals("completed")
        && json("/ai/training/optimize/" + JOB + "/trials")
            .path("items")
            .findValues("state")
            .stream()
            .noneMatch(state -> List.of("waiting", "running").contains(state.asText()))
        && json("/ai/training/jobs/" + JOB + "/logs").path("items").size() == 3
        && json("/ai/training/jobs/" + JOB + "/metrics").path("items").size() == 5;
  }

  @Test
  void showsTheStudy() {
    JsonNode study = json("/ai/training/optimize/" + JOB);

    assertThat(study.path("model_name").asText()).isEqualTo("load_forecast");
    assertThat(study.path("status").asText()).isEqualTo("completed");
    assertThat(study.path("n_trials").asInt()).isEqualTo(3);
    assertThat(study.path("counts").path("complete").asInt()).isEqualTo(2);
    assertThat(study.path("counts").path("lost_attempts").asInt()).isEqualTo(1);
    assertThat(study.path("best_trial_number").asInt()).isEqualTo(1);
    assertThat(study.path("best_value").asDouble()).isEqualTo(1.25);
    assertThat(study.path("best_parameters").path("max_depth").asInt()).isEqualTo(6);
    assertThat(study.path("stop_reason").asText()).isEqualTo("trials");
    assertThat(study.path("model_id").asText()).isEqualTo(MODEL);
    assertThat(study.path("n_trials_reason").asText()).isEqualTo("intermittent: 60 % zeros");
    assertThat(study.path("sampler").asText()).isEqualTo("tpe: trial 2");
    assertThat(study.path("waiting_for").isNull()).isTrue();
    assertThat(study.path("pareto_trials").toString()).isEqualTo("[0,1]");
    assertThat(study.path("warm_started_from").toString()).isEqualTo("[\"job-0\"]");
    assertThat(study.path("continues").isNull()).isTrue();
  }

  @Test
  void saysOfImportancesWhatTheyRestOn() {
    JsonNode answer = json("/ai/training/optimize/" + JOB + "/importances");

    assertThat(answer.path("method").asText()).isEqualTo("ped-anova");
    assertThat(answer.path("trials").asInt()).isEqualTo(2);
    assertThat(answer.path("importances").isEmpty()).isTrue();
  }

  @Test
  void showsTrialsWithTheirLostAttempts() {
    JsonNode page = json("/ai/training/optimize/" + JOB + "/trials");

    assertThat(page.path("items").size()).isEqualTo(4);
    JsonNode trial = page.path("items").get(1);
    assertThat(trial.path("trial_id").asText()).isEqualTo(JOB + "-1");
    assertThat(trial.path("state").asText()).isEqualTo("complete");
    assertThat(trial.path("objective").asDouble()).isEqualTo(1.25);
    assertThat(trial.path("metrics").path("mae").asDouble()).isEqualTo(1.25);
    assertThat(trial.path("worker_id").asText()).isEqualTo("w2");
    assertThat(trial.path("reason").asText()).isEqualTo("tpe: trial 1");
    assertThat(trial.path("parameters").path("booster").asText()).isEqualTo("gbtree");
    assertThat(trial.path("duration_ms").asLong()).isPositive();
    JsonNode lost = trial.path("attempts").get(0);
    assertThat(lost.path("state").asText()).isEqualTo("lost");
    assertThat(lost.path("counted").asBoolean()).isFalse();
    assertThat(lost.path("error").asText()).isEqualTo("nothing heard for 30 s");
    assertThat(trial.path("attempts").get(1).path("counted").asBoolean()).isTrue();
    assertThat(page.path("items").get(2).path("state").asText()).isEqualTo("pruned");
    assertThat(page.path("items").get(3).path("kind").asText()).isEqualTo("final_fit");
    assertThat(page.path("items").get(3).path("test_metrics").path("mae").asDouble())
        .isEqualTo(1.2);
  }

  @Test
  void givesTrialsPageByPage() {
    JsonNode first = json("/ai/training/optimize/" + JOB + "/trials?limit=3");
    String cursor = first.path("next_cursor").asText();
    JsonNode second = json("/ai/training/optimize/" + JOB + "/trials?limit=3&cursor=" + cursor);

    assertThat(first.path("items").findValuesAsText("number")).containsExactly("0", "1", "2");
    assertThat(first.path("total").asInt()).isEqualTo(4);
    assertThat(second.path("items").findValuesAsText("number")).containsExactly("3");
    assertThat(second.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void givesLogsPageByPage() {
    JsonNode first = json("/ai/training/jobs/" + JOB + "/logs?limit=2");
    String cursor = first.path("next_cursor").asText();
    JsonNode second = json("/ai/training/jobs/" + JOB + "/logs?limit=2&cursor=" + cursor);

    assertThat(first.path("items").findValuesAsText("message"))
        .containsExactly("the search has begun", "one trial was pruned");
    assertThat(first.path("total").asInt()).isEqualTo(3);
    assertThat(second.path("items").get(0).path("message").asText())
        .startsWith("registered as " + MODEL);
    assertThat(second.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void givesLearningCurvesWithoutPretendingThatNaNIsANumber() {
    JsonNode curves = json("/ai/training/jobs/" + JOB + "/metrics?limit=2");

    assertThat(curves.path("items").size()).isEqualTo(3);
    JsonNode points = curves.path("items").get(0).path("points");
    assertThat(points.findValuesAsText("step")).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(points.get(0).path("value").isNull()).isTrue();
    assertThat(points.get(5).path("value").asDouble()).isEqualTo(0.5);
    assertThat(curves.path("next_cursor").asText()).isEqualTo("1");
    assertThat(curves.path("total").asInt()).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {MODEL, "acme%2Fload_forecast%2F1.0.0"})
  void showsAModelWithItsLineage(String id) {
    JsonNode model = json("/ai/models/" + id);

    assertThat(model.path("model_id").asText()).isEqualTo(MODEL);
    assertThat(model.path("stage").asText()).isEqualTo("staging");
    assertThat(model.path("gate").path("passed").asBoolean()).isTrue();
    assertThat(model.path("gate").path("findings").get(0).path("field").asText())
        .isEqualTo("test_metrics.mae");
    assertThat(model.path("metrics").path("test").path("mae").asDouble()).isEqualTo(1.2);
    assertThat(model.path("metrics").path("validation").path("mape").isNull()).isTrue();
    assertThat(model.path("baselines").path("persistence").path("mae").asDouble()).isEqualTo(2.0);
    JsonNode lineage = model.path("lineage");
    assertThat(lineage.path("dataset_sha256").asText()).isEqualTo("d".repeat(64));
    assertThat(lineage.path("feature_set_version").asInt()).isEqualTo(1);
    assertThat(lineage.path("seed").asLong()).isEqualTo(42);
    assertThat(lineage.path("library_versions").path("xgboost").asText()).isEqualTo("3.4.0");
    assertThat(lineage.path("job_id").asText()).isEqualTo(JOB);
    assertThat(lineage.path("cause").path("kind").asText()).isEqualTo("policy");
  }

  @Test
  void listsModelsByTenantAndName() {
    JsonNode all = json("/ai/models?tenant_id=acme&model_name=load_forecast");

    assertThat(all.path("total").asInt()).isEqualTo(1);
    assertThat(all.path("items").get(0).path("version").asText()).isEqualTo("1.0.0");
    assertThat(json("/ai/models?tenant_id=nobody").path("items").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {MODEL, "acme%2Fload_forecast%2F1.0.0"})
  void handsOutTheVerifiedArtifact(String id) throws Exception {
    HttpResponse<byte[]> response =
        HTTP.send(request("/ai/models/" + id + "/artifact"), BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(BYTES);
    assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment")
        .contains("acme-load_forecast-1.0.0.ubj");
  }

  @ParameterizedTest
  @CsvSource({
    "/ai/models/nonsense, 400, id",
    "/ai/models/acme%2Fload_forecast, 400, id",
    "/ai/models/acme/load_forecast/latest, 400, id",
    "/ai/models/acme/load_forecast/v1/artifact, 400, id",
    "/ai/models?limit=0, 400, limit",
    "/ai/models?limit=many, 400, limit",
    "/ai/models?cursor=x, 400, cursor",
    "/ai/models?tenant=acme, 400, tenant",
    "/ai/training/optimize/e2e-job?limit=3, 400, limit",
    "/ai/training/jobs/e2e-job/logs?level=ERROR, 400, level",
    "/ai/training/optimize/e2e-job/trials?cursor=-1, 400, cursor",
    "/ai/training/optimize/e2e-job/trials?limit=1001, 400, limit",
    "/ai/training/jobs/e2e-job/logs?cursor=%21, 400, cursor",
    "/ai/models/acme/load_forecast/7.0.0, 404, ''",
    "/ai/training/optimize/never-heard-of, 404, ''",
    "/ai/training/optimize/never-heard-of/trials, 404, ''",
    "/ai/training/optimize/never-heard-of/importances, 404, ''",
    "/ai/training/jobs/never-heard-of/logs, 404, ''",
    "/ai/training/jobs/never-heard-of/metrics, 404, ''"
  })
  void saysWhatIsWrongWithARequest(String path, int status, String field) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.path("detail").asText()).isNotBlank();
    if (!field.isEmpty()) {
      assertThat(problem.path("violations").get(0).path("field").asText()).isEqualTo(field);
    }
  }

  @Test
  void isReadyAndSaysHowFarTheHistoryLagsBehind() {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    JsonNode service = json("/health").path("services").get(0);
    assertThat(service.path("name").asText()).isEqualTo("registry-sink");
    assertThat(service.path("details").path("projection_lag_records").asText()).isEqualTo("0");
    assertThat(get("/prometheus").body()).contains("millrace_registry_projection_lag 0.0");
  }

  @Test
  void announcesEachModelOnceAlsoWhenTheServiceStartsAgain() {
    host.close();
    host = start();
    Told<?> end =
        Story.ofSuccess(JOB, new StoredObject("s3://x", "0", 0)).stream()
            .filter(told -> told.topic().equals(Topics.STUDY_COMPLETED))
            .findFirst()
            .orElseThrow();

    publish(end);
    String second = "e2e-job-after-restart";
    tell(Story.ofCancellation(second));
    Awaiting.until(
        "the story after the restart is known",
        () -> get("/ai/training/optimize/" + second).statusCode() == 200);

    assertThat(announced(JOB)).hasSize(1);
    assertThat(json("/ai/models?tenant_id=acme").path("total").asInt()).isEqualTo(1);
  }

  /** All that lies on model-registered about a job. */
  private static List<ModelRegistered> announced(String job) {
    var codec = host.bean(EventCodec.class);
    List<ModelRegistered> events = new ArrayList<>();
    try (var reader = host.bean(KafkaClients.class).reader("test")) {
      String topic = Topics.MODEL_REGISTERED.name();
      List<TopicPartition> partitions =
          reader.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
        reader
            .poll(Duration.ofMillis(100))
            .forEach(
                message -> {
                  if (codec.decode(Topics.MODEL_REGISTERED, message.value())
                          instanceof Decoded.Value<ModelRegistered>(var event)
                      && event.getJobId().equals(job)) {
                    events.add(event);
                  }
                });
      }
    }
    return events;
  }

  private static JsonNode json(String path) {
    try {
      return JSON.readTree(get(path).body());
    } catch (IOException e) {
      throw new AssertionError("no JSON from " + path, e);
    }
  }

  private static HttpResponse<String> get(String path) {
    try {
      return HTTP.send(request(path), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer from " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path)).build();
  }
}
