package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.events.RankPhase;
import dev.millrace.events.RankProgressed;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.platform.testkit.Await;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.demo.DemoLoad;
import dev.millrace.standalone.ingest.Measurement;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.progress.JobView;
import dev.millrace.standalone.terminal.PlainScreen;
import dev.millrace.standalone.up.LocalMillrace;
import dev.millrace.standalone.watch.JobWatcher;
import dev.millrace.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that two worker processes of one slot each train together, as a user asks for them. */
class TrainedTogetherTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
  private static final int HOURS = 60 * 24;

  @TempDir private static Path folder;
  private static LocalMillrace millrace;
  private static MillraceClient client;
  private static HttpSchemaRegistry registry;
  private static TopicTail tail;
  private static JobWatcher watcher;
  private static final List<RankProgressed> RANKS = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    millrace =
        LocalMillrace.start(
            new LocalMillrace.Options(folder, 0, 2, 1, Map.of("MILLRACE_HPO_SERVICE_LEASE", "6s")),
            _ -> {});
    client = new MillraceClient(millrace.address().url());
    watcher =
        new JobWatcher(
            client,
            new PlainScreen(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), 100),
            CLOCK);
    registry = new HttpSchemaRegistry(RegistrySettings.at(millrace.address().registry()));
    tail =
        new TopicTail(
                "test-ranks",
                new KafkaClients(KafkaSettings.at(millrace.address().kafka())),
                new AvroEventCodec(registry),
                TopicTail.From.BEGINNING)
            .on(Topics.RANK_PROGRESSED, (_, event) -> event.ifPresent(RANKS::add));
    tail.start();
    measure();
  }

  @AfterAll
  static void stop() {
    tail.close();
    registry.close();
    client.close();
    millrace.close();
  }

  private static void measure() {
    try (Upstream upstream =
        new Upstream(millrace.address().kafka(), millrace.address().registry(), CLOCK)) {
      for (DemoLoad.Hour hour : DemoLoad.hours(7, FIRST, HOURS)) {
        upstream.send(
            new Measurement("default", "hamlet", "load_kw", hour.at(), hour.load()), "kW", "test");
      }
      upstream.awaitSent();
      upstream.announce(
          new Upstream.Update(
              "default",
              "forecast_basic",
              List.of("hamlet"),
              FIRST,
              FIRST.plus(Duration.ofHours(HOURS)),
              HOURS,
              "test"));
    }
  }

  /** A job with one search trial, so that the final fits of all jobs have the same parameters. */
  private static JsonNode train(String model, int workers, int rounds) throws IOException {
    return client.startJob(
        new ObjectMapper()
            .readTree(
                """
                {"tenant_id": "default", "model_type": "forecast", "model_name": "%s",
                 "feature_set": "forecast_basic",
                 "config": {"series": ["hamlet"], "target_variable": "load_kw", "horizon": 24,
                   "enable_hpo": false, "training_workers": %d,
                   "training": {"folds": 1, "early_stopping_rounds": 0},
                   "hyperparams": {"n_estimators": %d, "max_depth": 7, "learning_rate": 0.05}}}
                """
                    .formatted(model, workers, rounds)));
  }

  private static JsonNode ended(JsonNode receipt, BiConsumer<JobView, Instant> seen) {
    JsonNode job = watcher.watch(receipt.path("job_id").asText(), seen);
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("completed");
    return job;
  }

  private static double testMae(JsonNode job) {
    JsonNode model = client.model(job.path("model_id").asText());
    return model.at("/metrics/test/mae").asDouble(Double.NaN);
  }

  private static List<RankProgressed> ranks(JsonNode job, RankPhase phase) {
    return RANKS.stream()
        .filter(event -> event.getJobId().equals(job.path("job_id").asText()))
        .filter(event -> event.getPhase() == phase)
        .toList();
  }

  /** How the attempts at the final fit ended, in their order. */
  private static List<String> attempts(JsonNode job) {
    JsonNode trials = client.trials(job.path("job_id").asText(), Map.of("limit", "100"));
    return StreamSupport.stream(trials.path("items").spliterator(), false)
        .filter(trial -> trial.path("kind").asText().equals("final_fit"))
        .flatMap(trial -> trial.path("attempts").findValuesAsText("state").stream())
        .toList();
  }

  @Test
  void areAboutAsGoodAsModelsOfOneWorker() throws IOException {
    JsonNode alone = ended(train("alone", 1, 60), (_, _) -> {});
    JsonNode together = ended(train("together", 2, 60), (_, _) -> {});

    Await.until("both ranks are done", () -> ranks(together, RankPhase.DONE).size() == 2);
    assertThat(ranks(together, RankPhase.DONE))
        .extracting(RankProgressed::getWorkerId)
        .doesNotHaveDuplicates();
    assertThat(ranks(alone, RankPhase.DONE)).isEmpty();
    assertThat(testMae(together)).isPositive();
    assertThat(testMae(together)).isCloseTo(testMae(alone), within(0.1 * testMae(alone)));
  }

  @Test
  void areTrainedAgainFromTheStartWhenAWorkerIsKilled() throws IOException {
    JsonNode receipt = train("bereft", 2, 3000);
    AtomicBoolean killed = new AtomicBoolean();

    JsonNode job = ended(receipt, (_, _) -> kill(receipt, killed));

    assertThat(killed).isTrue();
    Await.until("the history has both attempts", () -> attempts(job).contains("complete"));
    assertThat(attempts(job)).containsExactly("lost", "complete");
    assertThat(client.models(Map.of("tenant_id", "default", "model_name", "bereft")).path("items"))
        .hasSize(1);
  }

  /** As soon as both ranks are at it. */
  private static void kill(JsonNode job, AtomicBoolean killed) {
    boolean isTraining =
        !ranks(job, RankPhase.MEETING).isEmpty() && !ranks(job, RankPhase.STARTED).isEmpty();
    if (isTraining && killed.compareAndSet(false, true)) {
      long pid = millrace.workers().getLast().pid();
      assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }
  }
}
