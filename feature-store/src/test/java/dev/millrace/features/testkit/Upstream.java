package dev.millrace.features.testkit;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobConfig;
import dev.millrace.events.MeasurementRecorded;
import dev.millrace.events.ModelCard;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.SeriesListed;
import dev.millrace.platform.config.Config;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Everybody else around the feature store: who measures, who asks for datasets, who reads them. */
public final class Upstream implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaClients clients;
  private final HttpSchemaRegistry registry;
  private final EventCodec codec;
  private final EventPublisher publisher;
  private final TopicTail answers;
  private final Map<String, BlockingQueue<DatasetPrepared>> byJob = new ConcurrentHashMap<>();
  private final BlockingQueue<SeriesListed> listings = new LinkedBlockingQueue<>();

  public Upstream(Config config) {
    clients = new KafkaClients(config.section("kafka", KafkaSettings.class));
    registry = new HttpSchemaRegistry(config.section("registry", RegistrySettings.class));
    codec = new AvroEventCodec(registry);
    publisher = new EventPublisher(clients.producer("upstream"), codec);
    answers =
        new TopicTail("answers", clients, codec, TopicTail.From.BEGINNING)
            .on(
                Topics.DATASET_PREPARED,
                (job, answer) -> answer.ifPresent(value -> answersTo(job).add(value)))
            .on(Topics.SERIES_LISTED, (_, listing) -> listing.ifPresent(listings::add))
            .start();
  }

  public KafkaClients clients() {
    return clients;
  }

  public EventCodec codec() {
    return codec;
  }

  public EventPublisher publisher() {
    return publisher;
  }

  /** Sends hourly values and returns when the broker has all of them. */
  public void measure(
      String tenant, String series, long[] times, double[] values, Instant recorded) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      MeasurementRecorded one =
          measurement(tenant, series, Instant.ofEpochMilli(times[i]), values[i], recorded);
      sent.add(publisher.publish(Topics.MEASUREMENT_RECORDED, tenant + "/" + series, one));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
  }

  /** Says that a dataset has become a model version. */
  public void registered(DatasetPrepared answer, String model, String version, String stage) {
    String tenant = answer.getTenantId();
    publisher.publishAndWait(
        Topics.MODEL_REGISTERED,
        tenant + "/" + model,
        ModelRegistered.newBuilder()
            .setEventId(model + version)
            .setOccurredAt(answer.getOccurredAt())
            .setTenantId(tenant)
            .setJobId(answer.getJobId())
            .setModelId("%s/%s/%s".formatted(tenant, model, version))
            .setModelName(model)
            .setVersion(version)
            .setStage(stage)
            .setModel(ModelCard.newBuilder().setDataset(answer.getDataset()).build())
            .build());
  }

  public static MeasurementRecorded measurement(
      String tenant, String series, Instant observed, @Nullable Double value, Instant recorded) {
    return MeasurementRecorded.newBuilder()
        .setEventId(series + "@" + observed)
        .setOccurredAt(recorded)
        .setTenantId(tenant)
        .setSeries(series)
        .setVariable("load_kw")
        .setObservedAt(observed)
        .setRecordedAt(recorded)
        .setValue(value)
        .setUnit("kW")
        .setSource("test")
        .build();
  }

  /** Sends a record as it is. */
  public void send(String topic, String key, byte[] value) {
    publisher.send(new ProducerRecord<>(topic, key, value)).join();
  }

  /** A job for a series, that can be changed before it is asked for. */
  public static JobAccepted job(String id, String tenant, String series, Instant asOf) {
    return JobAccepted.newBuilder()
        .setEventId(id)
        .setOccurredAt(asOf)
        .setTenantId(tenant)
        .setJobId(id)
        .setModelType("forecast")
        .setModelName("m")
        .setFeatureSet("forecast_basic")
        .setConfig(
            JobConfig.newBuilder()
                .setSeries(List.of(series))
                .setTargetVariable("load_kw")
                .setPool("gpu")
                .setAsOf(asOf)
                .build())
        .build();
  }

  /** Asks for a dataset and waits for the answer. */
  public DatasetPrepared ask(JobAccepted job) throws InterruptedException {
    publisher.publishAndWait(Topics.JOB_ACCEPTED, job.getJobId(), job);
    return answerTo(job.getJobId());
  }

  /** The next answer to a job. */
  public DatasetPrepared answerTo(String job) throws InterruptedException {
    DatasetPrepared answer = answersTo(job).poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new AssertionError("job %s had no answer for %s".formatted(job, PATIENCE));
    }
    return answer;
  }

  /** Asks for the series of a job per series and waits for the answer. */
  public SeriesListed list(JobAccepted job) throws InterruptedException {
    publisher.publishAndWait(Topics.JOB_ACCEPTED, job.getJobId(), job);
    SeriesListed listing = listings.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (listing == null || !listing.getJobId().equals(job.getJobId())) {
      throw new AssertionError("job %s got %s".formatted(job.getJobId(), listing));
    }
    return listing;
  }

  /** Whether nobody has answered a job so far. */
  public boolean isUnanswered(String job) {
    return answersTo(job).isEmpty();
  }

  private BlockingQueue<DatasetPrepared> answersTo(String job) {
    return byJob.computeIfAbsent(job, _ -> new LinkedBlockingQueue<>());
  }

  /** The first dead letter of a topic that is the wanted one. */
  public ConsumerRecord<String, byte[]> deadLetter(
      String topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, byte[]> reader = clients.reader("dead-letters")) {
      reader.assign(List.of(partition));
      reader.seekToBeginning(List.of(partition));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<String, byte[]> letter : reader.poll(Duration.ofMillis(100))) {
          if (wanted.test(letter)) {
            return letter;
          }
        }
      }
    }
    throw new AssertionError("no such dead letter on " + topic);
  }

  @Override
  public void close() {
    answers.close();
    publisher.close();
    registry.close();
  }
}
