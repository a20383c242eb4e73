package dev.millrace.hpo.stream;

import dev.millrace.events.TrialProposed;
import dev.millrace.hpo.codec.PublicEvents;
import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.testkit.InMemorySchemaRegistry;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The topology with a hand on its clock. */
final class PoolTestDriver implements AutoCloseable {

  private final EventCodec codec = new AvroEventCodec(new InMemorySchemaRegistry());
  private final Deque<TrialProposed> proposals = new ArrayDeque<>();
  private final Topology topology;
  private final TopologyTestDriver driver;
  private Instant now = PublicEvents.NOON;

  PoolTestDriver(MeterRegistry meters) {
    this(meters, PoolSettings.DEFAULT);
  }

  PoolTestDriver(MeterRegistry meters, PoolSettings settings) {
    this.topology =
        new PoolTopology(codec, settings, Duration.ofMillis(500), new PoolMetrics(meters)).build();
    this.driver = new TopologyTestDriver(topology, new Properties(), now);
  }

  Topology topology() {
    return topology;
  }

  Instant now() {
    return now;
  }

  <T extends SpecificRecord> void send(Topic<T> topic, String key, T event) {
    sendBytes(topic, key, codec.encode(topic.name(), event));
  }

  void sendBytes(Topic<?> topic, String key, byte[] value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value, now);
  }

  void heartbeat(String worker, int slots) {
    send(Topics.WORKER_HEARTBEAT, worker, PublicEvents.heartbeat(worker, slots, now));
  }

  /** Lets time pass, while that worker of one slot is heard. */
  void pass(Duration duration, String worker) {
    Instant end = now.plus(duration);
    while (now.isBefore(end)) {
      now = now.plusMillis(500);
      driver.advanceWallClockTime(Duration.ofMillis(500));
      heartbeat(worker, 1);
    }
  }

  TrialProposed nextProposal() {
    proposals.addAll(read(Topics.TRIAL_PROPOSED));
    return proposals.removeFirst();
  }

  /** What has been written to a topic since the last look. */
  <T extends SpecificRecord> List<T> read(Topic<T> topic) {
    List<T> events = new ArrayList<>();
    for (byte[] value : values(topic.name())) {
      switch (codec.decode(topic, value)) {
        case Decoded.Value<T>(T event) -> events.add(event);
        case Decoded.Deleted<T> _, Decoded.Unreadable<T> _ ->
            throw new AssertionError("unreadable record on " + topic.name());
      }
    }
    return events;
  }

  int deadLetters(Topic<?> topic) {
    return values(topic.deadLetterName()).size();
  }

  private List<byte[]> values(String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
        .readValuesToList();
  }

  /** Entries that a restart would replay. */
  int journalSize() {
    KeyValueStore<String, Object> store = driver.getKeyValueStore("pool-journal");
    int size = 0;
    try (KeyValueIterator<String, Object> all = store.all()) {
      while (all.hasNext()) {
        all.next();
        size++;
      }
    }
    return size;
  }

  @Override
  public void close() {
    driver.close();
  }
}
