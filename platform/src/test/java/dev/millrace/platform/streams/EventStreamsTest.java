package dev.millrace.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.DataUpdated;
import dev.millrace.events.RetrainingPolicy;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.testkit.InMemorySchemaRegistry;
import dev.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventStreamsTest {
  private final AvroEventCodec codec = new AvroEventCodec(new InMemorySchemaRegistry());
  private final TopologyTestDriver driver = driver();

  private TopologyTestDriver driver() {
    StreamsBuilder builder = new StreamsBuilder();
    EventStreams streams = new EventStreams(builder, codec, "reader-of-this-test");
    streams
        .events(Topics.DATA_UPDATED)
        .mapValues(DataUpdated::getReason)
        .to("reasons", Produced.with(Serdes.String(), Serdes.String()));
    streams
        .changes(Topics.RETRAINING_POLICY)
        .mapValues(change -> change.map(RetrainingPolicy::getName).orElse("deleted"))
        .to("policies", Produced.with(Serdes.String(), Serdes.String()));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    return new TopologyTestDriver(builder.build(), properties);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void passesReadableEventsOn() {
    in(Topics.DATA_UPDATED.name()).pipeInput("k", event("nightly load"));

    assertThat(texts("reasons").readValuesToList()).containsExactly("nightly load");
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void buriesGarbageWithTheReasonAndGoesOn() {
    in(Topics.DATA_UPDATED.name()).pipeInput("k", "garbage".getBytes(StandardCharsets.UTF_8));
    in(Topics.DATA_UPDATED.name()).pipeInput("k", event("good"));

    assertThat(texts("reasons").readValuesToList()).containsExactly("good");
    assertThat(deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("garbage");
              assertThat(header(letter, DeadLetters.REASON)).contains("wire format");
              assertThat(header(letter, DeadLetters.READER)).isEqualTo("reader-of-this-test");
              assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("data-updated");
              assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("0");
            });
  }

  @Test
  void buriesANullValue() {
    in(Topics.DATA_UPDATED.name()).pipeInput("k", (byte[]) null);

    assertThat(deadLetters()).singleElement().satisfies(l -> assertThat(l.value()).isNull());
  }

  @Test
  void takesANullValueOfACompactedTopicForADeletion() {
    in(Topics.RETRAINING_POLICY.name()).pipeInput("k", (byte[]) null);

    assertThat(texts("policies").readValuesToList()).containsExactly("deleted");
  }

  private byte[] event(String reason) {
    return codec.encode(
        Topics.DATA_UPDATED.name(), DataUpdated.newBuilder().setReason(reason).build());
  }

  private TestInputTopic<String, byte[]> in(String topic) {
    return driver.createInputTopic(
        topic, Serdes.String().serializer(), Serdes.ByteArray().serializer());
  }

  private TestOutputTopic<String, String> texts(String topic) {
    return driver.createOutputTopic(
        topic, Serdes.String().deserializer(), Serdes.String().deserializer());
  }

  private List<TestRecord<String, byte[]>> deadLetters() {
    return driver
        .createOutputTopic(
            Topics.DATA_UPDATED.deadLetterName(),
            Serdes.String().deserializer(),
            Serdes.ByteArray().deserializer())
        .readRecordsToList();
  }

  private static String header(TestRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
