package dev.millrace.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.events.DataUpdated;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobConfig;
import dev.millrace.events.JobRequested;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialCounts;
import dev.millrace.events.TrialState;
import dev.millrace.events.Violation;
import dev.millrace.intake.Front.Answer;
import dev.millrace.intake.Front.Event;
import dev.millrace.intake.request.JobIds;
import dev.millrace.intake.view.JobView;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a real broker and registry; the other services' events are written here. */
final class FrontDoorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path state;
  private static EmbeddedStack stack;
  private static ServiceHost host;
  private static Front front;
  private static HttpSchemaRegistry registry;
  private static TopicTail tail;
  private static final BlockingQueue<JobAccepted> ACCEPTED = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() throws Exception {
    stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY);
    registry = new HttpSchemaRegistry(RegistrySettings.at(stack.registryUrl()));
    host = open();
    front = new Front(host.port());
    tail =
        new TopicTail(
                "test-accepted",
                new KafkaClients(KafkaSettings.at(stack.bootstrapServers())),
                new AvroEventCodec(registry),
                TopicTail.From.BEGINNING)
            .on(Topics.JOB_ACCEPTED, (_, job) -> job.ifPresent(ACCEPTED::add))
            .start();
  }

  private static ServiceHost open() {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    environment.put("MILLRACE_JOB_INTAKE_STREAMS_STATE_DIRECTORY", state.toString());
    environment.put("MILLRACE_JOB_INTAKE_ANSWER_WITHIN", "20s");
    return ServiceHost.start(
        ServiceHost.configuration(environment, Set.of("job-intake")), Set.of("job-intake"));
  }

  @AfterAll
  static void stop() {
    tail.close();
    front.close();
    host.close();
    registry.close();
    stack.close();
  }

  private static String body(String model, String extra) {
    return """
        {"tenant_id":"acme","model_type":"forecast","model_name":"%s","feature_set":"forecast_basic",
         "config":{"series":["substation-7"],"target_variable":"load_kw","n_trials":2}%s}
        """
        .formatted(model, extra);
  }

  private static <T extends SpecificRecord> void publish(Topic<T> topic, String key, T event) {
    host.bean(EventPublisher.class).publishAndWait(topic, key, event);
  }

  private static JobState await(String jobId, Predicate<JobState> wanted) {
    return host.bean(JobView.class).await(jobId, wanted, PATIENCE).orElseThrow();
  }

  private static JobAccepted awaitAccepted(Predicate<JobAccepted> wanted) throws Exception {
    while (true) {
      JobAccepted next = ACCEPTED.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("a job-accepted that fits").isNotNull();
      if (wanted.test(next)) {
        return next;
      }
    }
  }

  @Test
  void aStartedJobIsThereAtOnceAndRunsToItsModelBeforeTheEyesOfAWatcher() throws Exception {
    Answer started = front.post("/ai/training/jobs/start", body("watched", ""));
    String id = started.json().path("job_id").asText();
    Answer seen = front.get("/ai/training/jobs/" + id);

    assertThat(started.status()).isEqualTo(202);
    assertThat(started.json().path("status").asText()).isEqualTo("queued");
    assertThat(started.json().has("estimated_duration_seconds")).isTrue();
    assertThat(Instant.parse(started.json().path("created_at").asText())).isNotNull();
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.json().at("/config/hyperparams/max_depth/high").asDouble()).isEqualTo(10);

    CompletableFuture<List<Event>> watched = watching(id);
    publish(
        Topics.DATASET_PREPARED,
        id,
        DatasetPrepared.newBuilder()
            .setJobId(id)
            .setDataset(DatasetRef.newBuilder().build())
            .build());
    publish(
        Topics.STUDY_PROGRESSED,
        id,
        StudyProgressed.newBuilder()
            .setJobId(id)
            .setChange(StudyChange.WAITING)
            .setWaitingFor("a free slot: all 4 are taken")
            .build());
    await(id, job -> job.getWaitingFor().equals("a free slot: all 4 are taken"));
    publish(Topics.STUDY_PROGRESSED, id, counted(id));
    await(id, job -> job.getPhase().equals("search"));
    publish(
        Topics.STUDY_COMPLETED,
        id,
        StudyCompleted.newBuilder()
            .setJobId(id)
            .setOutcome(StudyOutcome.COMPLETED)
            .setStopReason("trials")
            .setCounts(TrialCounts.newBuilder().setComplete(2).build())
            .build());
    publish(
        Topics.MODEL_REGISTERED,
        "acme/watched",
        ModelRegistered.newBuilder()
            .setJobId(id)
            .setModelId("acme/watched/1.0.0")
            .setVersion("1.0.0")
            .build());

    List<Event> events = watched.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(events.getFirst().data().path("status").asText()).isEqualTo("queued");
    assertThat(events.getLast().name()).isEqualTo("state");
    assertThat(events.getLast().data().path("status").asText()).isEqualTo("completed");
    assertThat(events.getLast().data().path("model_id").asText()).isEqualTo("acme/watched/1.0.0");
    assertThat(events)
        .filteredOn(event -> event.name().equals("trial"))
        .singleElement()
        .satisfies(trial -> assertThat(trial.data().path("objective").asDouble()).isEqualTo(1.5));
    assertThat(events)
        .filteredOn(event -> event.data().path("phase").asText().equals("search"))
        .extracting(Event::data)
        .anySatisfy(
            searching -> {
              assertThat(searching.path("n_trials").asInt()).isEqualTo(25);
              assertThat(searching.path("n_trials_reason").asText()).startsWith("medium volume");
              assertThat(searching.path("sampler").asText()).isEqualTo("tpe: 1 parameter");
              assertThat(searching.path("waiting_for").asText()).isEmpty();
              assertThat(searching.path("message").asText()).startsWith("0 of 25 trials");
            });
    assertThat(events)
        .anySatisfy(
            event ->
                assertThat(event.data().path("message").asText())
                    .isEqualTo("waits for a free slot: all 4 are taken"));
    assertThat(events.getLast().data().path("stop_reason").asText()).isEqualTo("trials");
    assertThat(events.getLast().data().path("waiting_for").asText()).isEmpty();
    assertThat(front.delete("/ai/training/jobs/" + id).status()).isEqualTo(409);
  }

  @Test
  void moreTrialsOfAFinishedSearchAreAJobOnTheSameData() throws Exception {
    String id =
        front.post("/ai/training/jobs/start", body("extended", "")).json().path("job_id").asText();
    String path = "/ai/training/jobs/" + id;
    Answer tooEarly = front.post(path + "/extend", "{\"n_trials\":20}");
    publish(
        Topics.STUDY_COMPLETED,
        id,
        StudyCompleted.newBuilder()
            .setJobId(id)
            .setOutcome(StudyOutcome.FAILED)
            .setStopReason("failures")
            .setNTrials(2)
            .setCounts(TrialCounts.newBuilder().setComplete(1).setFailed(1).build())
            .build());
    JobState ended = await(id, job -> job.getStatus() == JobStatus.FAILED);

    String more = "{\"n_trials\":20,\"timeout_seconds\":60,\"idempotency_key\":\"more\"}";
    Answer extended = front.post(path + "/extend", more);
    Answer again = front.post(path + "/extend", more);
    Answer foreign = front.post(path + "/extend", "{\"n_trials\":20,\"tenant_id\":\"rival\"}");

    JobState next = await(extended.json().path("job_id").asText(), job -> job.getRevision() > 0);
    assertThat(tooEarly.status()).isEqualTo(409);
    assertThat(tooEarly.contentType()).startsWith("application/problem+json");
    assertThat(extended.status()).isEqualTo(202);
    assertThat(next.getConfig())
        .isEqualTo(
            JobConfig.newBuilder(ended.getConfig())
                .setNTrials(20)
                .setTimeoutSeconds(60)
                .setContinues(id)
                .setEnqueue(List.of())
                .build());
    assertThat(ended.getConfig().getEnqueue()).as("tried then, not again").hasSize(1);
    assertThat(next.getConfig().getAsOf()).isNotNull();
    assertThat(next.getJobId()).isNotEqualTo(id);
    assertThat(again.json().path("job_id").asText()).isEqualTo(next.getJobId());
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(front.post("/ai/training/jobs/nowhere/extend", more).status()).isEqualTo(404);
    assertThat(front.post(path + "/extend", "{\"n_trials\":0}").status()).isEqualTo(400);
    assertThat(front.post(path + "/extend", "{\"n_trails\":2}").status()).isEqualTo(400);
  }

  @Test
  void aJobPerSeriesEndsWithItsSeriesAndOnceMoreMeansWhatIsMissing() throws Exception {
    String request =
        body("divided", "").replace("[\"substation-7\"]", "[\"tea\",\"milk\"],\"per_series\":true");
    Answer started = front.post("/ai/training/jobs/start", request);
    String id = started.json().path("job_id").asText();
    String path = "/ai/training/jobs/" + id;
    String tea = JobIds.ofSeries(id, "tea");
    String milk = JobIds.ofSeries(id, "milk");
    await(tea, job -> true);
    await(milk, job -> true);

    restart();
    await(id, job -> true);
    CompletableFuture<List<Event>> watched = watching(id);
    publish(
        Topics.DATASET_PREPARED,
        milk,
        DatasetPrepared.newBuilder()
            .setJobId(milk)
            .setRefused(true)
            .setRefusals(List.of(new Violation("config.target_variable", "", "it is constant")))
            .build());
    await(id, job -> job.getSeriesCounts().getFailed() == 1);
    Answer tooEarly = front.post(path + "/retry", "{}");
    complete(tea);

    List<Event> events = watched.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    JsonNode ended = events.getLast().data();
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.json().path("estimated_duration_seconds").isNull()).isTrue();
    assertThat(ended.path("status").asText()).isEqualTo("completed");
    assertThat(ended.at("/series_counts/completed").asInt()).isEqualTo(1);
    assertThat(ended.at("/failed_series/0/job_id").asText()).isEqualTo(milk);
    assertThat(ended.path("message").asText())
        .isEqualTo("1 of 2 series have a new model, 1 failed");
    assertThat(tooEarly.status()).isEqualTo(409);
    assertThatSeriesAreListed(id, tea);
    assertThatOnlyMilkIsDoneOnceMore(id);
  }

  private static void assertThatSeriesAreListed(String id, String tea) throws Exception {
    JsonNode shown = front.get("/ai/training/jobs/" + id).json().path("series_jobs");
    JsonNode page = front.get("/ai/training/jobs?limit=1&parent=" + id).json();
    String next = "&cursor=" + page.path("next_cursor").asText();
    JsonNode rest = front.get("/ai/training/jobs?limit=1&parent=" + id + next).json();
    JsonNode alone = front.get("/ai/training/jobs?parent=none&model_name=divided").json();

    assertThat(shown.path("total").asInt()).isEqualTo(2);
    assertThat(shown.path("items"))
        .filteredOn(row -> row.path("job_id").asText().equals(tea))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.path("series").asText()).isEqualTo("tea");
              assertThat(row.path("model_id").asText()).isEqualTo("acme/m/1.0.0");
            });
    assertThat(shown.path("items").findValuesAsText("problem"))
        .containsExactlyInAnyOrder("", "it is constant");
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(rest.at("/items/0/job_id")).isNotEqualTo(page.at("/items/0/job_id"));
    assertThat(alone.path("total").asInt()).isEqualTo(1);
    assertThat(alone.at("/items/0/job_id").asText()).isEqualTo(id);
  }

  private static void assertThatOnlyMilkIsDoneOnceMore(String id) throws Exception {
    String path = "/ai/training/jobs/" + id;
    String key = "{\"idempotency_key\":\"milk again\"}";
    Answer retried = front.post(path + "/retry", key);
    String next = retried.json().path("job_id").asText();
    JobState job = await(next, state -> state.getRevision() > 0);
    String milk = JobIds.ofSeries(next, "milk");

    assertThat(retried.status()).isEqualTo(202);
    assertThat(front.post(path + "/retry", key).json().path("job_id").asText()).isEqualTo(next);
    assertThat(front.post(path + "/retry", "{\"tenant_id\":\"rival\"}").status()).isEqualTo(404);
    assertThat(front.post(path + "/retry", "{\"n_trials\":2}").status()).isEqualTo(400);
    assertThat(front.post(path + "/extend", "{\"n_trials\":2}").status()).isEqualTo(409);
    assertThat(job.getConfig().getSeries()).containsExactly("milk");
    assertThat(job.getCause().getKind()).isEqualTo("retry");
    assertThat(job.getConfig().getAsOf()).isEqualTo(job.getCreatedAt());
    await(milk, state -> true);
    Answer cancelled = front.delete("/ai/training/jobs/" + next);
    assertThat(cancelled.json().path("status").asText()).isEqualTo("cancelled");
    assertThat(await(milk, state -> true).getStatus()).isEqualTo(JobStatus.CANCELLED);
  }

  private static void complete(String id) {
    publish(
        Topics.STUDY_COMPLETED,
        id,
        StudyCompleted.newBuilder()
            .setJobId(id)
            .setOutcome(StudyOutcome.COMPLETED)
            .setStopReason("trials")
            .build());
    publish(
        Topics.MODEL_REGISTERED,
        "acme/m",
        ModelRegistered.newBuilder()
            .setJobId(id)
            .setModelId("acme/m/1.0.0")
            .setVersion("1.0.0")
            .build());
  }

  private static void restart() {
    front.close();
    host.close();
    host = open();
    front = new Front(host.port());
  }

  @Test
  void onlyAFinishedSearchOfTheTenantCanBeContinued() throws Exception {
    String request =
        body("continuing", "")
            .replace("\"n_trials\":2", "\"n_trials\":2,\"continues\":\"nowhere\"");

    Answer answer = front.post("/ai/training/jobs/start", request);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/violations/0/field").asText()).isEqualTo("config.continues");
  }

  private static StudyProgressed counted(String id) {
    return StudyProgressed.newBuilder()
        .setJobId(id)
        .setOccurredAt(Instant.ofEpochSecond(1_700_000_000))
        .setChange(StudyChange.TRIAL_COUNTED)
        .setTrialNumber(0)
        .setTrialState(TrialState.COMPLETE)
        .setObjective(1.5)
        .setNTrials(25)
        .setNTrialsReason("medium volume: 900 observations")
        .setSampler("tpe: 1 parameter")
        .build();
  }

  /** A watcher that has begun to watch. */
  private static CompletableFuture<List<Event>> watching(String id) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<List<Event>> watched =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return front.events("/ai/training/jobs/" + id + "/events", begun::countDown);
              } catch (Exception e) {
                throw new IllegalStateException("the watcher fell asleep", e);
              }
            });
    assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return watched;
  }

  @Test
  void theSameIdempotencyKeyIsTheSameJob() throws Exception {
    String request = body("twice", ",\"idempotency_key\":\"nightly\"");

    Answer first = front.post("/ai/training/jobs/start", request);
    Answer second = front.post("/ai/training/jobs/start", request);
    Answer list = front.get("/ai/training/jobs?tenant_id=acme&model_name=twice");

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.json().path("job_id")).isEqualTo(first.json().path("job_id"));
    assertThat(list.json().path("total").asInt()).isEqualTo(1);
  }

  @Test
  void aCancelledJobIsCancelledAndAnUnknownOneIsUnknown() throws Exception {
    Answer started = front.post("/ai/training/optimize/start", body("cancelled", ""));
    String path = "/ai/training/jobs/" + started.json().path("job_id").asText();

    Answer cancelled = front.delete(path + "?requested_by=ann&reason=typo");

    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.json().path("status").asText()).isEqualTo("cancelled");
    assertThat(front.get(path).json().path("message").asText()).isEqualTo("cancelled by ann: typo");
    assertThat(front.delete(path).status()).isEqualTo(409);
    assertThat(front.get("/ai/training/jobs/nowhere").status()).isEqualTo(404);
    assertThat(front.delete("/ai/training/jobs/nowhere").status()).isEqualTo(404);
    assertThat(front.get("/ai/training/jobs/nowhere/events").status()).isEqualTo(404);
  }

  @Test
  void badInputIsAProblemThatNamesFieldAndRule() throws Exception {
    Answer answer =
        front.post(
            "/ai/training/jobs/start",
            """
            {"tenant_id":7,"model_type":"forecast","model_name":"m","feature_set":"f",
             "config":{"series":["s"],"target_variable":"v","horizon":-1,
              "validation_split":0.5,"test_split":0.5,
              "hyperparams":{"learning_rate":{"type":"float","low":0,"high":1,"log":true},
                             "max_depth":{"type":"int","low":9,"high":3}}}}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.json().path("violations").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "tenant_id",
            "config.horizon",
            "config.test_split",
            "config.hyperparams.learning_rate.low",
            "config.hyperparams.max_depth.low");
  }

  @Test
  void junkIsAProblemAndNeverAFailure() throws Exception {
    for (String junk : List.of("", "{", "[]", "null", "x".repeat(1 << 20), "[".repeat(1 << 20))) {
      Answer answer = front.post("/ai/training/jobs/start", junk);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.contentType()).startsWith("application/problem+json");
    }
    assertThat(front.post("/ai/training/jobs/start", "x".repeat(3 << 20)).status()).isEqualTo(413);
    assertThat(front.get("/ai/training/jobs?limit=0").status()).isEqualTo(400);
    assertThat(front.get("/ai/training/jobs?cursor=x").status()).isEqualTo(400);
    assertThat(front.get("/ai/training/jobs?status=lost").status()).isEqualTo(400);
  }

  @Test
  void namesAQueryParameterThatItDoesNotKnow() throws Exception {
    for (String list : List.of("/ai/training/jobs", "/ai/training/policies")) {
      Answer answer = front.get(list + "?tenant=acme");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/violations/0/field").asText()).isEqualTo("tenant");
      assertThat(answer.json().at("/violations/0/message").asText()).contains("tenant_id");
    }
  }

  @Test
  void upstreamsRequestsAreJudgedLikeOursAndGarbageHoldsUpNobody() throws Exception {
    EventPublisher publisher = host.bean(EventPublisher.class);
    publisher
        .send(
            new ProducerRecord<>(
                "job-requested", "garbage", "garbage".getBytes(StandardCharsets.UTF_8)))
        .join();
    publisher.send(new ProducerRecord<>("job-requested", "null", null)).join();
    JobRequested sound =
        JobRequested.newBuilder()
            .setTenantId("acme")
            .setModelType("forecast")
            .setModelName("upstream")
            .setFeatureSet("forecast_basic")
            .setConfig(
                JobConfig.newBuilder().setSeries(List.of("s")).setTargetVariable("v").build())
            .build();
    publish(
        Topics.JOB_REQUESTED,
        "impossible",
        JobRequested.newBuilder(sound).setModelType("magic").build());
    publish(Topics.JOB_REQUESTED, "", sound);

    JobState impossible = await("impossible", job -> true);
    JobAccepted accepted = awaitAccepted(job -> job.getModelName().equals("upstream"));

    assertThat(impossible.getStatus()).isEqualTo(JobStatus.FAILED);
    assertThat(impossible.getProblems())
        .extracting(Violation::getField)
        .containsExactly("model_type");
    assertThat(await(accepted.getJobId(), job -> true).getCause().getKind()).isEqualTo("upstream");
    try (KafkaConsumer<String, byte[]> letters =
        host.bean(KafkaClients.class).reader("test-letters")) {
      TopicPartition partition = new TopicPartition(Topics.JOB_REQUESTED.deadLetterName(), 0);
      assertThat(letters.endOffsets(Set.of(partition)).get(partition)).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void tenUpdatesRightAfterAPolicyAreOneJobThatNamesThemAll() throws Exception {
    String path = "/ai/training/policies/nightly?tenant_id=acme";
    Answer put =
        front.put(
            path,
            """
            {"feature_set":"bursts","min_interval_seconds":60,"quiet_seconds":3,
             "job":{"model_type":"forecast","model_name":"by-policy",
                    "config":{"series":["s"],"target_variable":"v","n_trials":"auto",
                              "pruner":{"type":"median","warmup":0.2}}}}
            """);
    for (int i = 0; i < 10; i++) {
      publish(
          Topics.DATA_UPDATED,
          "any key",
          DataUpdated.newBuilder()
              .setEventId("u" + i)
              .setTenantId("acme")
              .setFeatureSet("bursts")
              .build());
    }

    JobAccepted job = awaitAccepted(accepted -> accepted.getModelName().equals("by-policy"));

    assertThat(put.status()).isEqualTo(200);
    assertThat(job.getCause().getKind()).isEqualTo("policy");
    assertThat(job.getCause().getName()).isEqualTo("nightly");
    assertThat(job.getCause().getEventIds())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 10).mapToObj(i -> "u" + i).toList());
    assertThat(job.getFeatureSet()).isEqualTo("bursts");
    assertThat(job.getConfig().getNTrials()).isZero();
    assertThat(job.getConfig().getPruner().getSettings()).containsExactly(Map.entry("warmup", 0.2));
    assertThat(front.put(path, front.get(path).json().toString()).status()).isEqualTo(200);
    String weekly = front.get(path).json().toString().replace("\"nightly\"", "\"weekly\"");
    assertThat(front.put(path.replace("nightly", "weekly"), weekly).status()).isEqualTo(200);
    JsonNode page = front.get("/ai/training/policies?tenant_id=acme&limit=1").json();
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(page.at("/items/0/name").asText()).isEqualTo("nightly");
    JsonNode rest =
        front
            .get("/ai/training/policies?limit=1&cursor=" + page.path("next_cursor").asText())
            .json();
    assertThat(rest.at("/items/0/name").asText()).isEqualTo("weekly");
    assertThat(rest.path("next_cursor").isNull()).isTrue();
    assertThat(front.delete(path).status()).isEqualTo(204);
    assertThat(front.get(path).status()).isEqualTo(404);
    assertThat(front.put("/ai/training/policies/x", "{\"job\":{}}").status()).isEqualTo(400);
  }

  @Test
  void aRestartForgetsNothingAndPagesGoOnWhereTheyWere() throws Exception {
    for (int i = 0; i < 3; i++) {
      front.post("/ai/training/jobs/start", body("paged", ""));
    }
    Answer first = front.get("/ai/training/jobs?model_name=paged&limit=2");

    restart();
    String id = first.json().at("/items/0/job_id").asText();
    await(id, job -> true);
    Answer second =
        front.get(
            "/ai/training/jobs?model_name=paged&limit=2&cursor="
                + first.json().path("next_cursor").asText());

    assertThat(first.json().path("total").asInt()).isEqualTo(3);
    assertThat(second.json().path("items")).hasSize(1);
    assertThat(second.json().path("next_cursor").isNull()).isTrue();
    assertThat(front.delete("/ai/training/jobs/" + id).json().path("status").asText())
        .isEqualTo("cancelled");
  }
}
