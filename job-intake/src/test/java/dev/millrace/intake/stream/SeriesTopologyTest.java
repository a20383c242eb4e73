package dev.millrace.intake.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.JobConfig;
import dev.millrace.events.JobRequested;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.SeriesListed;
import dev.millrace.events.SeriesProgressed;
import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.Violation;
import dev.millrace.intake.request.JobIds;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.testkit.InMemorySchemaRegistry;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job per series on its way through the topics, some records of which come twice. */
final class SeriesTopologyTest {
  private static final Instant NOW = Instant.parse("2025-11-21T08:00:00Z");
  private static final String TEA = JobIds.ofSeries("parent", "tea");
  private static final String MILK = JobIds.ofSeries("parent", "milk");

  private final AvroEventCodec codec = new AvroEventCodec(new InMemorySchemaRegistry());
  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          IntakeTopology.build(codec, 4, Duration.ofMillis(250)), properties(), NOW);
  private final Map<String, JobState> states = new HashMap<>();

  private static Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, IntakeTopology.APPLICATION_ID);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    return properties;
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private JobState state(String job) {
    read(Topics.JOB_STATE).forEach(state -> states.put(state.getJobId(), state));
    return Objects.requireNonNull(states.get(job), job);
  }

  private void askForAll() {
    send(
        Topics.JOB_REQUESTED,
        "parent",
        JobRequested.newBuilder()
            .setTenantId("acme")
            .setModelType("forecast")
            .setModelName("sales")
            .setFeatureSet("forecast_basic")
            .setTags(Map.of("team", "shop"))
            .setConfig(
                JobConfig.newBuilder()
                    .setSeries(List.of("*"))
                    .setPerSeries(true)
                    .setTargetVariable("units")
                    .setPool("gpu")
                    .build())
            .build());
  }

  private void list(String... series) {
    send(
        Topics.SERIES_LISTED,
        "parent",
        SeriesListed.newBuilder()
            .setJobId("parent")
            .setSeries(List.of(series))
            .setTotal(series.length)
            .build());
  }

  private void complete(String job) {
    send(
        Topics.STUDY_PROGRESSED,
        job,
        StudyProgressed.newBuilder()
            .setJobId(job)
            .setOccurredAt(NOW)
            .setChange(StudyChange.STARTED)
            .build());
    send(
        Topics.STUDY_COMPLETED,
        job,
        StudyCompleted.newBuilder().setJobId(job).setOutcome(StudyOutcome.COMPLETED).build());
    send(
        Topics.MODEL_REGISTERED,
        "acme/sales",
        ModelRegistered.newBuilder().setJobId(job).setModelId("acme/x/1").setVersion("1").build());
  }

  private void refuseDataset(String job) {
    send(
        Topics.DATASET_PREPARED,
        job,
        DatasetPrepared.newBuilder()
            .setJobId(job)
            .setRefused(true)
            .setRefusals(List.of(new Violation("config.target_variable", "", "it is constant")))
            .build());
  }

  @Test
  void allSeriesBecomeJobsAndTheirEndsItsEnd() {
    askForAll();
    list("milk", "tea");
    List<JobAccepted> accepted = read(Topics.JOB_ACCEPTED);
    complete(TEA);
    assertThat(state("parent").getStatus()).isEqualTo(JobStatus.RUNNING);
    assertThat(state("parent").getSeriesCounts().getCompleted()).isEqualTo(1);
    refuseDataset(MILK);

    assertThat(accepted).extracting(JobAccepted::getJobId).containsExactly("parent", MILK, TEA);
    JobAccepted tea = accepted.getLast();
    assertThat(tea.getModelName()).isEqualTo("sales.tea");
    assertThat(tea.getConfig().getSeries()).containsExactly("tea");
    assertThat(tea.getConfig().getPerSeries()).isFalse();
    assertThat(tea.getConfig().getAsOf()).isEqualTo(accepted.getFirst().getConfig().getAsOf());
    assertThat(tea.getTags()).containsEntry("team", "shop");
    assertThat(tea.getCause().getName()).isEqualTo("parent");
    JobState parent = state("parent");
    assertThat(parent.getStatus()).isEqualTo(JobStatus.COMPLETED);
    assertThat(parent.getSeriesCounts().getTotal()).isEqualTo(2);
    assertThat(parent.getSeriesCounts().getFailed()).isEqualTo(1);
    assertThat(parent.getStartedAt()).isEqualTo(NOW);
    assertThat(parent.getFailedSeries())
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.getSeries()).isEqualTo("milk");
              assertThat(failed.getJobId()).isEqualTo(MILK);
              assertThat(failed.getProblem()).isEqualTo("it is constant");
            });
    assertThat(read(Topics.SERIES_PROGRESSED))
        .extracting(SeriesProgressed::getSeries, SeriesProgressed::getStatus)
        .containsExactly(
            tuple("tea", JobStatus.RUNNING),
            tuple("tea", JobStatus.COMPLETED),
            tuple("milk", JobStatus.FAILED));
  }

  @Test
  void whatIsDeliveredTwiceMakesNoSeriesTwice() {
    askForAll();
    askForAll();
    list("milk", "tea");
    list("milk", "tea");
    List<JobRequested> asked = read(Topics.JOB_REQUESTED);
    asked.forEach(request -> send(Topics.JOB_REQUESTED, request.getJobId(), request));
    complete(TEA);
    complete(TEA);
    List<SeriesProgressed> told = read(Topics.SERIES_PROGRESSED);
    told.forEach(news -> send(Topics.SERIES_PROGRESSED, "parent", news));
    refuseDataset(MILK);
    refuseDataset(MILK);

    assertThat(asked).extracting(JobRequested::getJobId).containsExactly(MILK, TEA);
    assertThat(read(Topics.JOB_ACCEPTED))
        .extracting(JobAccepted::getJobId)
        .containsExactlyInAnyOrder("parent", MILK, TEA);
    List<JobState> shown =
        read(Topics.JOB_STATE).stream().filter(state -> state.getJobId().equals("parent")).toList();
    assertThat(shown).extracting(JobState::getRevision).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(shown.getLast().getStatus()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void cancellingItCancelsWhatIsLeft() {
    askForAll();
    list("milk", "tea");
    complete(TEA);
    send(
        Topics.JOB_CANCELLED,
        "parent",
        JobCancelled.newBuilder()
            .setJobId("parent")
            .setRequestedBy("ann")
            .setReason("typo")
            .build());

    assertThat(read(Topics.JOB_CANCELLED))
        .singleElement()
        .satisfies(
            cancelled -> {
              assertThat(cancelled.getJobId()).isEqualTo(MILK);
              assertThat(cancelled.getTenantId()).isEqualTo("acme");
              assertThat(cancelled.getPool()).isEqualTo("gpu");
              assertThat(cancelled.getReason()).isEqualTo("typo");
            });
    assertThat(state(MILK).getMessage()).isEqualTo("cancelled by ann: typo");
    assertThat(state(TEA).getStatus()).isEqualTo(JobStatus.COMPLETED);
    assertThat(state("parent").getStatus()).isEqualTo(JobStatus.CANCELLED);
  }

  private <T extends SpecificRecord> void send(Topic<T> topic, String key, T event) {
    driver
        .createInputTopic(
            topic.name(), Serdes.String().serializer(), Serdes.ByteArray().serializer())
        .pipeInput(new TestRecord<>(key, codec.encode(topic.name(), event), NOW));
  }

  private <T extends SpecificRecord> List<T> read(Topic<T> topic) {
    return driver
        .createOutputTopic(
            topic.name(), Serdes.String().deserializer(), Serdes.ByteArray().deserializer())
        .readValuesToList()
        .stream()
        .map(bytes -> ((Decoded.Value<T>) codec.decode(topic, bytes)).value())
        .toList();
  }
}
