package dev.millrace.platform.decider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.platform.decider.EventLog.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The runner, with a decider that keeps words and counts ticks. */
final class DeciderProcessorTest {
  private static final String STORE = "words";

  /** State: the words so far. Commands and events are words; {@code -x} drops x. */
  private static final Decider<List<String>, String, String> WORDS =
      new Decider<>() {
        @Override
        public List<String> initial(String key) {
          return List.of();
        }

        @Override
        public List<String> decide(List<String> state, String command, Instant at) {
          return state.contains(command) ? List.of() : List.of(command);
        }

        @Override
        public List<String> evolve(List<String> state, String event) {
          List<String> next = new ArrayList<>(state);
          if (event.startsWith("-")) {
            next.remove(event.substring(1));
          } else {
            next.add(event);
          }
          return next;
        }
      };

  /** A word's entity is the word; dropping it leaves no trace. */
  private static final Retention<String> FORGETFUL =
      new Retention<>() {
        @Override
        public Optional<String> entity(String event) {
          return Optional.of(event.replaceFirst("^-", ""));
        }

        @Override
        public Effect effect(String event) {
          return event.startsWith("-") ? Effect.ERASE : Effect.APPEND;
        }
      };

  private final List<TopologyTestDriver> drivers = new ArrayList<>();

  @AfterEach
  void closeDrivers() {
    drivers.forEach(TopologyTestDriver::close);
  }

  @Test
  void decidesEvolvesStoresAndForwards() {
    TopologyTestDriver driver = driver(this::snapshots, Optional.empty());

    in(driver).pipeInput("k", "a");
    in(driver).pipeInput("k", "a");
    in(driver).pipeInput("k", "b");

    assertThat(out(driver).readValuesToList()).containsExactly("a", "b");
    assertThat(driver.<String, List<String>>getKeyValueStore(STORE).get("k"))
        .containsExactly("a", "b");
  }

  @Test
  void givesEveryEventATraceThatAllEventsOfItsKeyShare() {
    TopologyTestDriver driver = driver(this::snapshots, Optional.empty());

    in(driver).pipeInput("k", "a");
    in(driver).pipeInput("k", "b");

    List<String> traces =
        out(driver).readRecordsToList().stream()
            .map(record -> new String(trace(record), StandardCharsets.US_ASCII))
            .map(traceparent -> traceparent.substring(0, 35))
            .toList();
    assertThat(traces).hasSize(2).allMatch(traces.getFirst()::equals);
  }

  private static byte[] trace(TestRecord<String, String> record) {
    return record.headers().lastHeader("traceparent").value();
  }

  @Test
  void ticksEveryKeyThatHasAState() {
    TopologyTestDriver driver =
        driver(
            () -> log(Retention.everything()),
            Optional.of(DeciderProcessor.Ticks.every(Duration.ofSeconds(1), at -> "tick")));
    in(driver).pipeInput("one", "a");
    in(driver).pipeInput("two", "a");

    driver.advanceWallClockTime(Duration.ofSeconds(1));

    assertThat(out(driver).readKeyValuesToList())
        .contains(KeyValue.pair("one", "tick"), KeyValue.pair("two", "tick"));
  }

  @Test
  void keepsTheEventLogInTheOrderOfEvents() {
    TopologyTestDriver driver = driver(() -> log(Retention.everything()), Optional.empty());

    for (int i = 0; i < 20; i++) {
      in(driver).pipeInput("k", "w" + i);
    }

    KeyValueStore<String, String> store = driver.getKeyValueStore(STORE);
    List<String> events = new ArrayList<>();
    store.all().forEachRemaining(entry -> events.add(entry.value));
    assertThat(events).hasSize(20).startsWith("w0", "w1", "w2").endsWith("w19");
  }

  @Test
  void dropsWhatAnEventMakesSuperfluous() {
    TopologyTestDriver driver = driver(() -> log(FORGETFUL), Optional.empty());

    in(driver).pipeInput("k", "a");
    in(driver).pipeInput("k", "b");
    in(driver).pipeInput("k", "-a");

    KeyValueStore<String, String> store = driver.getKeyValueStore(STORE);
    List<String> events = new ArrayList<>();
    store.all().forEachRemaining(entry -> events.add(entry.value));
    assertThat(events).containsExactly("b");
  }

  @Test
  void replaysToTheSameStateWhenTheTaskBeginsAgain() {
    EventLog<List<String>, String> journal = log(FORGETFUL);
    TopologyTestDriver driver = driver(() -> journal, Optional.empty());
    in(driver).pipeInput("k", "a");
    in(driver).pipeInput("k", "b");
    in(driver).pipeInput("k", "-a");
    in(driver).pipeInput("k", "c");
    List<String> before = journal.state("k");

    EventLog<List<String>, String> again = log(FORGETFUL);
    TopologyTestDriver restarted = driver(() -> again, Optional.empty());
    KeyValueStore<String, String> from = driver.getKeyValueStore(STORE);
    KeyValueStore<String, String> to = restarted.getKeyValueStore(STORE);
    from.all().forEachRemaining(entry -> to.put(entry.key, entry.value));
    again.replay(to);

    assertThat(before).containsExactly("b", "c");
    assertThat(again.state("k")).isEqualTo(before);
  }

  private Journal<List<String>, String> snapshots() {
    return new Snapshots<>(
        STORE,
        Serdes.serdeFrom(
            (topic, words) -> String.join(",", words).getBytes(StandardCharsets.UTF_8),
            (topic, bytes) ->
                bytes == null
                    ? null
                    : List.of(new String(bytes, StandardCharsets.UTF_8).split(",", -1))),
        WORDS::initial);
  }

  private static EventLog<List<String>, String> log(Retention<String> retention) {
    return new EventLog<>(STORE, Serdes.String(), WORDS, retention);
  }

  private TopologyTestDriver driver(
      Supplier<Journal<List<String>, String>> journals,
      Optional<DeciderProcessor.Ticks<String>> ticks) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
        .process(DeciderProcessor.supplier(WORDS, journals, ticks), Named.as("decide"))
        .to("out", Produced.with(Serdes.String(), Serdes.String()));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "words");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    TopologyTestDriver driver = new TopologyTestDriver(builder.build(), properties);
    drivers.add(driver);
    return driver;
  }

  private static TestInputTopic<String, String> in(TopologyTestDriver driver) {
    return driver.createInputTopic(
        "in", Serdes.String().serializer(), Serdes.String().serializer());
  }

  private static TestOutputTopic<String, String> out(TopologyTestDriver driver) {
    return driver.createOutputTopic(
        "out", Serdes.String().deserializer(), Serdes.String().deserializer());
  }
}
