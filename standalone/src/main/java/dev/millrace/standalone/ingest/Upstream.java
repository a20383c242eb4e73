package dev.millrace.standalone.ingest;

import dev.millrace.events.DataUpdated;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.topics.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** An upstream system: it knows the topics, and nothing else of Millrace. */
public final class Upstream implements AutoCloseable {
  /** So many measurements may be on their way at once, however long the file. */
  private static final int IN_FLIGHT = 5_000;

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

  private final HttpSchemaRegistry registry;
  private final EventPublisher publisher;
  private final InstantSource clock;
  private final Semaphore slots = new Semaphore(IN_FLIGHT);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * Connects.
   *
   * @param kafka {@code bootstrap.servers}
   * @param registryUrl base URL of the schema registry
   */
  public Upstream(String kafka, String registryUrl, InstantSource clock) {
    this.registry = new HttpSchemaRegistry(RegistrySettings.at(registryUrl));
    this.publisher =
        new EventPublisher(
            new KafkaClients(KafkaSettings.at(kafka)).producer("millrace-ingest"),
            new AvroEventCodec(registry));
    this.clock = clock;
  }

  /** Sends a measurement; returns before the broker has it, unless too many are on their way. */
  public void send(Measurement measurement, String unit, String source) {
    slots.acquireUninterruptibly();
    var _ =
        publisher
            .publish(
                Topics.MEASUREMENT_RECORDED,
                measurement.key(),
                measurement.event(clock.instant(), unit, source))
            .whenComplete(
                (_, thrown) -> {
                  if (thrown != null) {
                    failure.compareAndSet(null, thrown);
                  }
                  slots.release();
                });
    check();
  }

  /** Waits until the broker has everything that was sent. */
  public void awaitSent() {
    slots.acquireUninterruptibly(IN_FLIGHT);
    slots.release(IN_FLIGHT);
    check();
  }

  /** Says that data have changed; gives the event's id. */
  public String announce(Update update) {
    String eventId = UUID.randomUUID().toString();
    DataUpdated event =
        DataUpdated.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(clock.instant())
            .setTenantId(update.tenant())
            .setFeatureSet(update.featureSet())
            .setSeries(update.series())
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
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new KafkaException("the broker did not take a measurement", thrown);
    }
  }

  @Override
  public void close() {
    publisher.close();
    registry.close();
  }
}
