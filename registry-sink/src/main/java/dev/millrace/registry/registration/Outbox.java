package dev.millrace.registry.registration;

import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Events that are as sure as the decision that made them: written in its transaction, sent after
 * it.
 *
 * <p>One process sends at a time, and one event after the other, so that the events of a key keep
 * their order. Who dies between sending and deleting sends again: the same event, with the same id.
 */
public final class Outbox {
  private static final String ADD =
      "insert into outbox (topic, key, event) values (:topic, :key, :event)";
  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtextextended('registry-sink outbox', 0))";
  private static final String OLDEST =
      "select position, topic, key, event from outbox order by position limit 100";
  private static final String DELETE = "delete from outbox where position = :position";

  private final Jdbi jdbi;
  private final EventCodec codec;
  private final EventPublisher publisher;

  public Outbox(Jdbi jdbi, EventCodec codec, EventPublisher publisher) {
    this.jdbi = jdbi;
    this.codec = codec;
    this.publisher = publisher;
  }

  <T extends SpecificRecord> void add(Handle handle, Topic<T> topic, String key, T event) {
    handle
        .createUpdate(ADD)
        .bind("topic", topic.name())
        .bind("key", key)
        .bind("event", codec.encode(topic.name(), event))
        .execute();
  }

  /**
   * Sends what is there, oldest first, until the broker refuses.
   *
   * @return how many events the broker has acknowledged
   * @throws KafkaException when it did not take one; those before it are sent and deleted
   */
  public int send() {
    var sent =
        jdbi.inTransaction(
            handle ->
                handle.createQuery(LOCK).mapTo(Boolean.class).one()
                    ? send(handle)
                    : new Sent(0, null));
    if (sent.failure() != null) {
      throw new KafkaException("the broker did not take an event", sent.failure());
    }
    return sent.count();
  }

  private Sent send(Handle handle) {
    List<Entry> entries = new ArrayList<>(oldest(handle));
    int count = 0;
    for (Entry entry : entries) {
      try {
        publisher.send(entry.message()).join();
      } catch (CompletionException refused) {
        return new Sent(count, refused.getCause());
      }
      handle.createUpdate(DELETE).bind("position", entry.position()).execute();
      count++;
    }
    return new Sent(count, null);
  }

  private static List<Entry> oldest(Handle handle) {
    return handle
        .createQuery(OLDEST)
        .map(
            (row, context) ->
                new Entry(
                    row.getLong("position"),
                    new ProducerRecord<>(
                        row.getString("topic"), row.getString("key"), row.getBytes("event"))))
        .list();
  }

  private record Entry(long position, ProducerRecord<String, byte[]> message) {}

  private record Sent(int count, @Nullable Throwable failure) {}
}
