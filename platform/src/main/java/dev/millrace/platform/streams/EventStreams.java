package dev.millrace.platform.streams;

import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topic;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/** Sources and sinks of a topology: typed on the inside, bytes and dead letters at the edge. */
public final class EventStreams {
  private final StreamsBuilder builder;
  private final EventCodec codec;
  private final String reader;

  /**
   * @param reader the service's name, which dead letters carry
   */
  public EventStreams(StreamsBuilder builder, EventCodec codec, String reader) {
    this.builder = builder;
    this.codec = codec;
    this.reader = reader;
  }

  /** What {@link Decode} makes of a value. */
  private sealed interface Outcome<T extends SpecificRecord> {
    record Event<T extends SpecificRecord>(Optional<T> event) implements Outcome<T> {}

    /** Unreadable bytes; the reason is in the record's headers. */
    record Dead<T extends SpecificRecord>(@Nullable Bytes bytes) implements Outcome<T> {}
  }

  /**
   * The readable events of a topic. The others go to its dead-letter topic, in the same
   * transaction. Deleted keys of compacted topics are empty.
   */
  public <T extends SpecificRecord> KStream<String, Optional<T>> changes(Topic<T> topic) {
    KStream<String, Outcome<T>> outcomes =
        builder.stream(
                topic.name(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("read-" + topic.name()))
            .processValues(
                () -> new Decode<>(topic, codec, reader), Named.as("decode-" + topic.name()));
    outcomes
        .flatMapValues(EventStreams::dead, Named.as("unreadable-" + topic.name()))
        .to(
            topic.deadLetterName(),
            Produced.with(Serdes.String(), Serdes.Bytes()).withName("bury-" + topic.name()));
    return outcomes.flatMapValues(EventStreams::alive, Named.as("readable-" + topic.name()));
  }

  private static <T extends SpecificRecord> List<@Nullable Bytes> dead(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Event<T> _ -> List.of();
      case Outcome.Dead<T>(var bytes) -> Collections.singletonList(bytes);
    };
  }

  private static <T extends SpecificRecord> List<Optional<T>> alive(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Event<T>(var event) -> List.of(event);
      case Outcome.Dead<T> _ -> List.of();
    };
  }

  /** The readable events of a topic that is not compacted. */
  public <T extends SpecificRecord> KStream<String, T> events(Topic<T> topic) {
    return changes(topic)
        .mapValues(event -> event.orElseThrow(), Named.as("value-of-" + topic.name()));
  }

  /** Writes events to their topic. */
  public <T extends SpecificRecord> void to(Topic<T> topic, KStream<String, T> events) {
    write(topic, topic.name(), events);
  }

  /** Writes events to a topic that the topology also writes to in another place. */
  public <T extends SpecificRecord> void to(
      Topic<T> topic, String place, KStream<String, T> events) {
    write(topic, topic.name() + "-" + place, events);
  }

  private <T extends SpecificRecord> void write(
      Topic<T> topic, String name, KStream<String, T> events) {
    events
        .mapValues(event -> codec.encode(topic.name(), event), Named.as("encode-" + name))
        .to(
            topic.name(),
            Produced.with(Serdes.String(), Serdes.ByteArray()).withName("write-" + name));
  }

  /** Writes to a topic whatever of a stream of mixed events belongs there. */
  public <E, T extends SpecificRecord> void route(
      KStream<String, E> mixed, Topic<T> topic, Function<E, Optional<T>> translation) {
    to(
        topic,
        mixed.flatMapValues(
            event -> translation.apply(event).stream().toList(), Named.as("pick-" + topic.name())));
  }

  private static final class Decode<T extends SpecificRecord>
      extends ContextualFixedKeyProcessor<String, byte[], Outcome<T>> {
    private final Topic<T> topic;
    private final EventCodec codec;
    private final String reader;
    private @Nullable PromptCommit commit;

    Decode(Topic<T> topic, EventCodec codec, String reader) {
      this.topic = topic;
      this.codec = codec;
      this.reader = reader;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Outcome<T>> context) {
      super.init(context);
      commit = new PromptCommit(context);
    }

    @Override
    public void process(FixedKeyRecord<String, byte[]> record) {
      Outcome<T> outcome =
          switch (codec.decode(topic, record.value())) {
            case Decoded.Value<T>(var value) -> new Outcome.Event<>(Optional.of(value));
            case Decoded.Deleted<T> _ -> new Outcome.Event<>(Optional.empty());
            case Decoded.Unreadable<T>(var reason) -> {
              explain(record, reason);
              yield new Outcome.Dead<>(Bytes.wrap(record.value()));
            }
          };
      context().forward(record.withValue(outcome));
      Objects.requireNonNull(commit, "init() comes first").ask();
    }

    private void explain(FixedKeyRecord<String, byte[]> record, String reason) {
      var metadata = context().recordMetadata();
      DeadLetters.explain(
          record.headers(),
          reader,
          topic.name(),
          metadata.map(m -> m.partition()).orElse(-1),
          metadata.map(m -> m.offset()).orElse(-1L),
          reason);
    }
  }
}
