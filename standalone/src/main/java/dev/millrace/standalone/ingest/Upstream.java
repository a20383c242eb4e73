package dev.millrace.standalone.ingest;

import dev.millrace.events.DataUpdated;
import dev.millrace.events.MeasurementRecorded;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistryException;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.standalone.client.ServerUnreachable;
import dev.millrace.topics.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** An upstream system: it knows the topics, and nothing else of Millrace. */
public final class Upstream implements AutoCloseable {
  private static final String TOPIC = Topics.MEASUREMENT_RECORDED.name();
  private static final int MOST_SERIES_NAMED = 1_000;

  /**
   * Many small records: they wait a moment for each other and travel compressed. The producer's
   * buffer bounds what is on its way; a sender that is faster than the broker waits for room.
   */
  private static final Map<String, Object> IN_BULK =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, 20,
          ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10,
          ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20,
          ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 20_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);

  /** What was changed, as {@code data-updated} says it. */
  public record Update(
      String tenant,
      String featureSet,
      List<String> series,
      Instant from,
      Instant to,
      long rows,
      String reason) {
    public Update {
      series = List.copyOf(series);
    }
  }

  private final String kafka;
  private final HttpSchemaRegistry registry;
  private final AvroEventCodec codec;
  private final KafkaProducer<String, byte[]> producer;
  private final EventPublisher publisher;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * Connects.
   *
   * @param kafka {@code bootstrap.servers}
   * @param registryUrl base URL of the schema registry
   */
  public Upstream(String kafka, String registryUrl, InstantSource clock) {
    this.kafka = kafka;
    this.registry = new HttpSchemaRegistry(RegistrySettings.at(registryUrl));
    this.codec = new AvroEventCodec(registry);
    try {
      this.producer =
          new KafkaClients(KafkaSettings.at(kafka)).producer("millrace-ingest", IN_BULK);
    } catch (KafkaException e) {
      registry.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ServerUnreachable("cannot reach Kafka at " + kafka + ": " + cause.getMessage(), e);
    }
    this.publisher = new EventPublisher(producer, codec);
    this.clock = clock;
  }

  /** Sends a measurement that becomes known now. */
  public void send(Measurement measurement, String unit, String source) {
    send(
        measurement.event(
            UUID.randomUUID().toString(), clock.instant(), Instant.EPOCH, unit, source));
  }

  /**
   * Sends a measurement; returns before the broker has it, unless too many are on their way. It
   * goes without a trace header, which would be longer than the measurement.
   */
  void send(MeasurementRecorded event) {
    String key = Measurement.key(event.getTenantId(), event.getSeries());
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(TOPIC, key, codec.encode(TOPIC, event)),
              (_, thrown) -> {
                if (thrown != null) {
                  failure.compareAndSet(null, thrown);
                }
              });
    } catch (KafkaException | RegistryException e) {
      failure.compareAndSet(null, e);
    }
    check();
  }

  /** Waits until the broker has everything that was sent. */
  public void awaitSent() {
    producer.flush();
    check();
  }

  /** Says that data have changed; gives the event's id. */
  public String announce(Update update) {
    String eventId = UUID.randomUUID().toString();
    boolean few = update.series().size() <= MOST_SERIES_NAMED;
    DataUpdated event =
        DataUpdated.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(clock.instant())
            .setTenantId(update.tenant())
            .setFeatureSet(update.featureSet())
            .setSeries(few ? update.series() : List.of())
            .setFromTime(update.from())
            .setToTime(update.to())
            .setRowCount(update.rows())
            .setReason(update.reason())
            .build();
    publisher.publishAndWait(
        Topics.DATA_UPDATED, update.tenant() + "/" + update.featureSet(), event);
    return eventId;
  }

  private void check() {
    Exception thrown = failure.get();
    if (thrown != null) {
      throw new ServerUnreachable(
          "Kafka at %s did not take a measurement: %s; run it again, what has arrived stays"
              .formatted(kafka, thrown.getMessage()),
          thrown);
    }
  }

  @Override
  public void close() {
    publisher.close();
    registry.close();
  }
}
