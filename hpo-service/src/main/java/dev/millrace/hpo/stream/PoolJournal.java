package dev.millrace.hpo.stream;

import dev.millrace.hpo.codec.Announcements;
import dev.millrace.hpo.codec.JournalSerde;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.pool.PoolRules;
import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.hpo.pool.PoolState;
import dev.millrace.platform.decider.EventLog;
import dev.millrace.platform.serde.EventCodec;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The journal of pools outside of the service: for tools that make a history and write the
 * changelog which the service would have written.
 */
public final class PoolJournal {

  private static final String STORE = "pool-journal";

  /** The topic that a restart reads, as Kafka Streams names it. */
  public static final String CHANGELOG = PoolTopology.APPLICATION_ID + "-" + STORE + "-changelog";

  /** Takes the records of the changelog; without a value a key is deleted. */
  @FunctionalInterface
  public interface Changelog {
    void put(String key, byte @Nullable [] value);
  }

  private final EventLog<PoolState, Announced> log;

  /** A journal in which nothing has happened yet. */
  public PoolJournal(EventCodec codec, PoolSettings settings, Changelog changelog) {
    log = log(codec, new AnnouncingRules(new PoolRules(settings), new Announcements(settings)));
    Serde<Announced> serde = serde(codec);
    log.begin((key, event) -> changelog.put(key, serde.serializer().serialize(CHANGELOG, event)));
  }

  /** Keeps what has happened in a pool, and the state it led to. */
  public void append(PoolState after, List<PoolEvent> events) {
    log.append(after.pool(), after, events.stream().map(Announced::remembered).toList());
  }

  static EventLog<PoolState, Announced> log(EventCodec codec, AnnouncingRules rules) {
    return new EventLog<>(STORE, serde(codec), rules, new PoolRetention());
  }

  private static Serde<Announced> serde(EventCodec codec) {
    Serde<PoolEvent> events = JournalSerde.of(codec);
    return Serdes.serdeFrom(
        (topic, announced) ->
            announced == null ? null : events.serializer().serialize(topic, announced.event()),
        (topic, bytes) ->
            bytes == null
                ? null
                : Announced.remembered(events.deserializer().deserialize(topic, bytes)));
  }
}
