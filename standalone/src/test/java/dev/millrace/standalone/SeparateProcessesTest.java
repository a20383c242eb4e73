package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.events.HyperParameter;
import dev.millrace.events.JobConfig;
import dev.millrace.events.JobRejected;
import dev.millrace.events.JobRequested;
import dev.millrace.events.Violation;
import dev.millrace.features.FeatureStoreMain;
import dev.millrace.hpo.HpoServiceMain;
import dev.millrace.intake.JobIntakeMain;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.testkit.Await;
import dev.millrace.platform.testkit.TestKafka;
import dev.millrace.registry.RegistrySinkMain;
import dev.millrace.standalone.client.JobReader;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.client.RequestRefused;
import dev.millrace.standalone.demo.DemoLoad;
import dev.millrace.standalone.ingest.Measurement;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.progress.JobView;
import dev.millrace.standalone.terminal.PlainScreen;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.watch.JobWatcher;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.TrainerWorkerMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every service in a process of its own, as in production; they share servers and nothing else. */
class SeparateProcessesTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
  private static final int HOURS = 420;
  private static final int TRIALS = 6;
  private static final String JOB = "asked-by-kafka";

  private static final byte[] RUBBISH = "no Avro at all".getBytes(StandardCharsets.UTF_8);

  /** In the wire format, but with the id of a schema that nobody has registered. */
  private static final byte[] UNKNOWN_SCHEMA = {0, 0x7f, 0, 0, 1, 2, 4, 6};

  /** A name that lands in the partition of {@link #JOB}. */
  private static final String IMPOSSIBLE = "into-the-past";

  /** 128 + 15: ended by SIGTERM, and by nothing worse. */
  private static final int TERMINATED = 143;

  private static final Screen SCREEN =
      new PlainScreen(
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), 100);

  @TempDir private Path folder;
  private EmbeddedStack stack;
  private final Map<String, ServiceProcess> processes = new HashMap<>();

  @RegisterExtension
  final AfterTestExecutionCallback evidence =
      context -> {
        if (context.getExecutionException().isPresent()) {
          for (ServiceProcess process : processes.values()) {
            System.err.printf("---- %s%n%s%n", process.name(), process.output());
          }
        }
      };

  @BeforeEach
  void start() {
    stack = EmbeddedStack.temporary();
  }

  @AfterEach
  void stop() {
    processes.values().forEach(ServiceProcess::close);
    processes.values().forEach(ServiceProcess::awaitExit);
    stack.close();
  }

  @Test
  void aRequestOnTheTopicBecomesAModelPastRubbishAndOverADeadWorker() throws Exception {
    startAll();
    for (ServiceProcess process : processes.values()) {
      assertThat(process.awaitReady().at("/services").findValuesAsText("name"))
          .containsExactly(process.name().replaceAll("-[0-9]+$", ""));
    }

    try (TestKafka kafka = TestKafka.of(stack)) {
      measure();
      ask(kafka);
      assertThatRubbishIsSetAside(kafka);
    }
    JobView job = JobReader.read(killAWorkerAndAwaitTheEnd());

    assertThat(job.status()).isEqualTo("completed");
    assertThat(job.trials().complete()).isEqualTo(TRIALS);
    assertThat(job.trials().ended()).isEqualTo(TRIALS);
    assertThat(job.trials().lost()).isPositive();
    assertThatTheModelIsRegistered(job.modelId().orElseThrow());
    assertThatAWorkerLeavesWithItsParent();
    assertThatAllStopWhenTold();
  }

  private void startAll() throws IOException {
    start("job-intake", JobIntakeMain.class, state("JOB_INTAKE"));
    start("feature-store", FeatureStoreMain.class, Map.of());
    Map<String, String> hpo = new HashMap<>(state("HPO_SERVICE"));
    hpo.put("MILLRACE_HPO_SERVICE_LEASE", "6s");
    hpo.put("MILLRACE_HPO_SERVICE_PICK_UP", "15s");
    start("hpo-service", HpoServiceMain.class, hpo);
    start("registry-sink", RegistrySinkMain.class, Map.of());
    for (String worker : List.of("trainer-worker-1", "trainer-worker-2")) {
      Map<String, String> settings =
          Map.of(
              "MILLRACE_TRAINER_WORKER_SLOTS",
              "1",
              "MILLRACE_TRAINER_WORKER_CACHE_DIRECTORY",
              folder.resolve(worker).toString());
      start(worker, TrainerWorkerMain.class, settings);
    }
  }

  private Map<String, String> state(String service) {
    return Map.of(
        "MILLRACE_" + service + "_STREAMS_STATE_DIRECTORY", folder.resolve(service).toString());
  }

  private void start(String name, Class<?> main, Map<String, String> settings) throws IOException {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.putAll(settings);
    processes.put(name, ServiceProcess.start(name, main, environment, folder));
  }

  private ServiceProcess process(String name) {
    ServiceProcess process = processes.get(name);
    if (process == null) {
      throw new IllegalArgumentException("no process " + name);
    }
    return process;
  }

  private void measure() {
    try (Upstream upstream = new Upstream(stack.bootstrapServers(), stack.registryUrl(), CLOCK)) {
      for (DemoLoad.Hour hour : DemoLoad.hours(7, FIRST, HOURS)) {
        upstream.send(
            new Measurement("acme", "feeder-1", "load_kw", hour.at(), hour.load()), "kW", "test");
      }
      upstream.awaitSent();
    }
  }

  /** Nobody may have to wait behind what cannot be read or cannot be done. */
  private static void ask(TestKafka kafka) throws IOException {
    List<Integer> partitions =
        List.of(
            send(kafka, JOB, RUBBISH),
            send(kafka, JOB, UNKNOWN_SCHEMA),
            send(kafka, JOB, null),
            kafka
                .publisher()
                .publishAndWait(Topics.JOB_REQUESTED, IMPOSSIBLE, request(IMPOSSIBLE, -1))
                .partition(),
            send(kafka, JOB, ForeignProgram.bytes(kafka.registry(), request(JOB, 1))));
    assertThat(partitions).containsOnly(partitions.getFirst());
  }

  private static int send(TestKafka kafka, String key, byte @Nullable [] value) {
    return kafka
        .publisher()
        .sendAndWait(new ProducerRecord<>(Topics.JOB_REQUESTED.name(), key, value))
        .partition();
  }

  private static JobRequested request(String id, int horizon) {
    JobConfig config =
        JobConfig.newBuilder()
            .setSeries(List.of("feeder-1"))
            .setTargetVariable("load_kw")
            .setHorizon(horizon)
            .setNTrials(TRIALS)
            .setParallelTrials(2)
            .setOptimizationStrategy("random")
            .setHyperparams(space())
            .build();
    return JobRequested.newBuilder()
        .setEventId("request-of-" + id)
        .setOccurredAt(CLOCK.instant())
        .setTenantId("acme")
        .setJobId(id)
        .setModelType("forecast")
        .setModelName("feeder_load")
        .setFeatureSet("forecast_basic")
        .setConfig(config)
        .setRequestedBy("upstream")
        .build();
  }

  /** Small, but with trials that take long enough to be killed in. */
  private static Map<String, HyperParameter> space() {
    return Map.of(
        "n_estimators",
        HyperParameter.newBuilder().setType("fixed").setValue(4_000L).build(),
        "max_depth",
        HyperParameter.newBuilder().setType("int").setLow(5.0).setHigh(8.0).build(),
        "learning_rate",
        HyperParameter.newBuilder().setType("float").setLow(0.005).setHigh(0.01).build());
  }

  private static void assertThatRubbishIsSetAside(TestKafka kafka) {
    List<ConsumerRecord<String, byte[]>> letters =
        awaitRecords(kafka, Topics.JOB_REQUESTED.deadLetterName(), 1, 3, _ -> true);
    assertThat(letters).extracting(ConsumerRecord::key).containsOnly(JOB);
    assertThat(letters)
        .extracting(ConsumerRecord::value)
        .containsExactly(RUBBISH, UNKNOWN_SCHEMA, null);
    assertThat(letters)
        .allSatisfy(
            letter -> assertThat(letter.headers().lastHeader(DeadLetters.REASON)).isNotNull());

    ConsumerRecord<String, byte[]> rejection =
        awaitRecords(
                kafka,
                Topics.JOB_REJECTED.name(),
                Topics.JOB_REJECTED.partitions(),
                1,
                record -> IMPOSSIBLE.equals(record.key()))
            .getFirst();
    assertThat(brokenFields(kafka, rejection)).containsExactly("config.horizon");
  }

  private static List<String> brokenFields(
      TestKafka kafka, ConsumerRecord<String, byte[]> rejection) {
    return switch (kafka.codec().decode(Topics.JOB_REJECTED, rejection.value())) {
      case Decoded.Value<JobRejected>(JobRejected rejected) ->
          rejected.getViolations().stream().map(Violation::getField).toList();
      case Decoded.Deleted<JobRejected> _, Decoded.Unreadable<JobRejected> _ ->
          throw new AssertionError("job-rejected holds what cannot be read");
    };
  }

  private static List<ConsumerRecord<String, byte[]>> awaitRecords(
      TestKafka kafka,
      String topic,
      int partitions,
      int count,
      Predicate<ConsumerRecord<String, byte[]>> wanted) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> reader = kafka.clients().reader("test-" + topic)) {
      reader.assign(
          IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList());
      Await.until(
          "certain records on " + topic,
          () -> {
            for (ConsumerRecord<String, byte[]> record : reader.poll(Duration.ofMillis(50))) {
              if (wanted.test(record)) {
                found.add(record);
              }
            }
            return found.size() >= count;
          });
    }
    return found;
  }

  /** When both workers are in a trial, one of them dies. */
  private JsonNode killAWorkerAndAwaitTheEnd() throws IOException {
    AtomicBoolean killed = new AtomicBoolean();
    try (MillraceClient client = new MillraceClient(process("job-intake").url())) {
      Await.until("job-intake knows the job", () -> isKnown(client));
      JsonNode ended =
          new JobWatcher(client, SCREEN, CLOCK)
              .watch(
                  JOB,
                  (job, _) -> {
                    if (job.trials().running() == 2 && killed.compareAndSet(false, true)) {
                      process("trainer-worker-1").kill();
                    }
                  });
      assertThat(killed).isTrue();
      return ended;
    }
  }

  private static boolean isKnown(MillraceClient client) {
    try {
      return client.job(JOB).path("job_id").asText().equals(JOB);
    } catch (RequestRefused e) {
      assertThat(e.status()).isEqualTo(404);
      return false;
    }
  }

  private void assertThatTheModelIsRegistered(String modelId) throws Exception {
    try (MillraceClient client = new MillraceClient(process("registry-sink").url())) {
      JsonNode models = client.models(Map.of("tenant_id", "acme")).path("items");
      assertThat(models).hasSize(1);
      JsonNode model = models.path(0);
      assertThat(model.path("model_id").asText()).isEqualTo(modelId);
      assertThat(model.at("/lineage/job_id").asText()).isEqualTo(JOB);
      assertThat(model.at("/artifact/sha256").asText()).isEqualTo(sha256(client.artifact(modelId)));

      // The history is written beside registration, not before it.
      Await.until("all trials are in the history", () -> completeTrials(client) == TRIALS);
    }
  }

  private static long completeTrials(MillraceClient client) {
    return StreamSupport.stream(
            client.trials(JOB, Map.of("limit", "100")).path("items").spliterator(), false)
        .filter(trial -> trial.path("kind").asText().equals("search"))
        .filter(trial -> trial.path("state").asText().equals("complete"))
        .count();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private void assertThatAWorkerLeavesWithItsParent() throws Exception {
    String name = "trainer-worker-3";
    start(
        name,
        TrainerWorkerMain.class,
        Map.of(
            "MILLRACE_TRAINER_WORKER_SLOTS", "1",
            "MILLRACE_TRAINER_WORKER_EXIT_WITH_PARENT", "true",
            "MILLRACE_TRAINER_WORKER_CACHE_DIRECTORY", folder.resolve(name).toString()));
    process(name).awaitReady();

    process(name).orphan();

    assertThat(process(name).awaitExit()).isZero();
  }

  private void assertThatAllStopWhenTold() {
    List<ServiceProcess> running =
        processes.values().stream().filter(ServiceProcess::isAlive).toList();
    assertThat(running).hasSize(processes.size() - 2);
    running.forEach(ServiceProcess::terminate);
    assertThat(running)
        .allSatisfy(process -> assertThat(process.awaitExit()).isEqualTo(TERMINATED));
  }
}
