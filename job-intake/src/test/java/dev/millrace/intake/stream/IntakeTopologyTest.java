package dev.millrace.intake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.DataUpdated;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.HyperParameter;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.JobConfig;
import dev.millrace.events.JobRejected;
import dev.millrace.events.JobRequested;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.RetrainingPolicy;
import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialCounts;
import dev.millrace.intake.request.JobIds;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.testkit.InMemorySchemaRegistry;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IntakeTopologyTest {
  private static final Instant NOW = Instant.parse("2025-11-21T08:00:00Z");
  private static final Path GOLDEN = Path.of("src/test/golden/topology.txt");

  private final AvroEventCodec codec = new AvroEventCodec(new InMemorySchemaRegistry());
  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          IntakeTopology.build(codec, 4, Duration.ofMillis(250)), properties(), NOW);

  private static Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, IntakeTopology.APPLICATION_ID);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return properties;
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private String description() {
    return IntakeTopology.build(codec, 4, Duration.ofMillis(250)).describe().toString();
  }

  @Test
  void theTopologyIsTheOneThatRunningSystemsHaveStateOf() throws Exception {
    if (Boolean.getBoolean("millrace.golden.refresh")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, description());
    }

    assertThat(description())
        .as(
            "to accept it: ./mvnw -pl job-intake -am test -Dtest=IntakeTopologyTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.golden.refresh=true")
        .isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void noOperatorOrStoreIsNamedByANumber() {
    assertThat(description()).doesNotContainPattern("KSTREAM-[A-Z]+-0");
  }

  @Test
  void aJobRunsFromItsRequestToItsModel() {
    send(Topics.JOB_REQUESTED, "job-1", request().build());
    send(
        Topics.DATASET_PREPARED,
        "job-1",
        DatasetPrepared.newBuilder()
            .setJobId("job-1")
            .setDataset(DatasetRef.newBuilder().setRows(900).build())
            .build());
    send(
        Topics.STUDY_PROGRESSED,
        "job-1",
        StudyProgressed.newBuilder()
            .setJobId("job-1")
            .setOccurredAt(NOW)
            .setChange(StudyChange.STARTED)
            .build());
    send(
        Topics.STUDY_COMPLETED,
        "job-1",
        StudyCompleted.newBuilder()
            .setJobId("job-1")
            .setOutcome(StudyOutcome.COMPLETED)
            .setStartedAt(NOW)
            .setCounts(TrialCounts.newBuilder().setComplete(50).build())
            .build());
    send(
        Topics.MODEL_REGISTERED,
        "acme/load_forecast",
        ModelRegistered.newBuilder()
            .setJobId("job-1")
            .setModelId("acme/load_forecast/1.0.0")
            .setVersion("1.0.0")
            .build());

    assertThat(read(Topics.JOB_ACCEPTED)).hasSize(1);
    List<JobState> states = read(Topics.JOB_STATE);
    assertThat(states)
        .extracting(JobState::getPhase)
        .containsExactly("data", "queue", "search", "registration", "done");
    assertThat(states).extracting(JobState::getRevision).containsExactly(1L, 2L, 3L, 4L, 5L);
    JobState last = states.getLast();
    assertThat(last.getStatus()).isEqualTo(JobStatus.COMPLETED);
    assertThat(last.getModelId()).isEqualTo("acme/load_forecast/1.0.0");
    assertThat(last.getCounts().getComplete()).isEqualTo(50);
    assertThat(last.getDataset().getRows()).isEqualTo(900);
    assertThat(last.getCause().getKind()).isEqualTo("upstream");
  }

  @Test
  void anAcceptedRequestHasEveryDefault() {
    send(Topics.JOB_REQUESTED, "job-1", request().build());

    JobAccepted accepted = read(Topics.JOB_ACCEPTED).getFirst();

    assertThat(accepted.getConfig().getAsOf()).isEqualTo(NOW);
    assertThat(accepted.getConfig().getHyperparams()).containsKeys("n_estimators", "max_depth");
  }

  @Test
  void aRequestThatBreaksRulesIsRejectedWithEveryReason() {
    JobConfig config =
        JobConfig.newBuilder()
            .setSeries(List.of("s"))
            .setTargetVariable("v")
            .setHorizon(-1)
            .setValidationSplit(Double.NaN)
            .setHyperparams(
                Map.of(
                    "max_depth",
                    HyperParameter.newBuilder().setType("int").setLow(9.0).setHigh(3.0).build()))
            .build();

    send(Topics.JOB_REQUESTED, "bad", request().setConfig(config).build());
    send(Topics.JOB_REQUESTED, "good", request().build());

    JobRejected rejected = read(Topics.JOB_REJECTED).getFirst();
    assertThat(rejected.getJobId()).isEqualTo("bad");
    assertThat(rejected.getViolations())
        .extracting(v -> v.getField())
        .containsExactlyInAnyOrder(
            "config.horizon", "config.validation_split", "config.hyperparams.max_depth.low");
    assertThat(read(Topics.JOB_ACCEPTED)).extracting(JobAccepted::getJobId).containsExactly("good");
  }

  @Test
  void whatCannotBeReadIsBuriedAndTheNextGoodRequestIsTaken() {
    pipe(Topics.JOB_REQUESTED.name(), "a", "garbage".getBytes(StandardCharsets.UTF_8));
    pipe(Topics.JOB_REQUESTED.name(), "b", null);
    pipe(Topics.JOB_REQUESTED.name(), "c", new byte[] {0, 0, 0, 99, 1, 7});
    send(Topics.JOB_REQUESTED, "good", request().build());

    assertThat(raw(Topics.JOB_REQUESTED.deadLetterName()))
        .extracting(TestRecord::key)
        .containsExactly("a", "b", "c");
    assertThat(read(Topics.JOB_ACCEPTED)).extracting(JobAccepted::getJobId).containsExactly("good");
  }

  @Test
  void theKeyNamesTheJobThenItsFieldThenItsIdempotencyKeyThenItsPosition() {
    send(Topics.JOB_REQUESTED, "by-key", request().setJobId("x").setIdempotencyKey("k").build());
    send(Topics.JOB_REQUESTED, null, request().setJobId("by-field").build());
    send(Topics.JOB_REQUESTED, null, request().setIdempotencyKey("k").build());
    send(Topics.JOB_REQUESTED, null, request().setIdempotencyKey("k").build());
    send(Topics.JOB_REQUESTED, "", request().build());

    assertThat(read(Topics.JOB_ACCEPTED))
        .extracting(JobAccepted::getJobId)
        .containsExactly(
            "by-key",
            "by-field",
            JobIds.ofKey("acme", "k"),
            JobIds.ofPosition("job-requested", 0, 4));
  }

  @Test
  void aRecordAboutNoJobMovesNone() {
    send(Topics.JOB_CANCELLED, null, JobCancelled.newBuilder().build());
    send(Topics.MODEL_REGISTERED, "acme/m", ModelRegistered.newBuilder().build());

    assertThat(read(Topics.JOB_STATE)).isEmpty();
  }

  @Test
  void tenUpdatesWithinASecondMakeOneJobThatNamesThem() {
    send(Topics.RETRAINING_POLICY, "acme/nightly", policy("forecast_basic"));

    for (int i = 0; i < 10; i++) {
      send(Topics.DATA_UPDATED, null, update("u" + i));
      driver.advanceWallClockTime(Duration.ofMillis(100));
    }
    assertThat(read(Topics.JOB_ACCEPTED)).isEmpty();
    driver.advanceWallClockTime(Duration.ofSeconds(3));
    driver.advanceWallClockTime(Duration.ofMinutes(1));

    assertThat(read(Topics.JOB_ACCEPTED))
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.getCause().getKind()).isEqualTo("policy");
              assertThat(job.getCause().getName()).isEqualTo("nightly");
              assertThat(job.getCause().getEventIds())
                  .isEqualTo(IntStream.range(0, 10).mapToObj(i -> "u" + i).toList());
            });
  }

  @Test
  void aDeletedPolicyActsNoMore() {
    send(Topics.RETRAINING_POLICY, "acme/nightly", policy("forecast_basic"));
    pipe(Topics.RETRAINING_POLICY.name(), "acme/nightly", null);

    send(Topics.DATA_UPDATED, null, update("u"));
    driver.advanceWallClockTime(Duration.ofMinutes(1));

    assertThat(read(Topics.JOB_ACCEPTED)).isEmpty();
  }

  @Test
  void aPolicyThatMovesToAnotherFeatureSetLeavesTheFirst() {
    send(Topics.RETRAINING_POLICY, "acme/nightly", policy("forecast_basic"));
    send(Topics.RETRAINING_POLICY, "acme/nightly", policy("other"));

    send(Topics.DATA_UPDATED, null, update("u"));
    driver.advanceWallClockTime(Duration.ofMinutes(1));

    assertThat(read(Topics.JOB_ACCEPTED)).isEmpty();
  }

  private static JobRequested.Builder request() {
    return JobRequested.newBuilder()
        .setTenantId("acme")
        .setModelType("forecast")
        .setModelName("load_forecast")
        .setFeatureSet("forecast_basic")
        .setConfig(
            JobConfig.newBuilder()
                .setSeries(List.of("substation-7"))
                .setTargetVariable("load_kw")
                .build());
  }

  private static RetrainingPolicy policy(String featureSet) {
    return RetrainingPolicy.newBuilder()
        .setTenantId("acme")
        .setName("nightly")
        .setFeatureSet(featureSet)
        .setJob(request().build())
        .build();
  }

  private static DataUpdated update(String id) {
    return DataUpdated.newBuilder()
        .setEventId(id)
        .setTenantId("acme")
        .setFeatureSet("forecast_basic")
        .build();
  }

  private <T extends SpecificRecord> void send(Topic<T> topic, @Nullable String key, T event) {
    pipe(topic.name(), key, codec.encode(topic.name(), event));
  }

  @SuppressWarnings("NullAway") // records on topics may well have null keys and values
  private void pipe(String topic, @Nullable String key, byte @Nullable [] value) {
    driver
        .createInputTopic(topic, Serdes.String().serializer(), Serdes.ByteArray().serializer())
        .pipeInput(new TestRecord<>(key, value, NOW));
  }

  private <T extends SpecificRecord> List<T> read(Topic<T> topic) {
    return raw(topic.name()).stream()
        .map(record -> ((Decoded.Value<T>) codec.decode(topic, record.value())).value())
        .toList();
  }

  private List<TestRecord<String, byte[]>> raw(String topic) {
    return driver
        .createOutputTopic(topic, Serdes.String().deserializer(), Serdes.ByteArray().deserializer())
        .readRecordsToList();
  }
}
