package dev.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobRequested;
import dev.millrace.events.Priority;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A producer sets the fields it knows; the builder fills the others with their defaults. */
class BuilderDefaultsTest {
  static Stream<Topic<?>> topics() {
    return Topics.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void anEventThatSetsNothingIsBuiltWrittenAndReadBack(Topic<?> topic) throws Exception {
    SpecificRecordBase event = built(topic);

    SpecificRecordBase read = read(write(event), event.getSchema(), event.getSchema());

    assertThat(read).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aRecordOfAWriterThatKnowsNoFieldReadsAsTheDefaults(Topic<?> topic) throws Exception {
    Schema current = topic.schema();
    Schema knowsNothing =
        Schema.createRecord(current.getName(), null, current.getNamespace(), false);
    knowsNothing.setFields(List.of());

    SpecificRecordBase read = read(new byte[0], knowsNothing, current);

    assertThat(read).isEqualTo(built(topic));
  }

  @Test
  void nestedDefaultsAreTypedAndDocumentedValues() {
    JobRequested request = JobRequested.newBuilder().build();
    DatasetPrepared prepared = DatasetPrepared.newBuilder().build();

    assertThat(request.getOccurredAt()).isEqualTo(Instant.EPOCH);
    assertThat(request.getPriority()).isEqualTo(Priority.NORMAL);
    assertThat(request.getConfig().getOptimizationStrategy()).isEqualTo("auto");
    assertThat(request.getConfig().getNTrials()).isEqualTo(50);
    assertThat(request.getConfig().getHyperparams()).isEmpty();
    assertThat(request.getCause().getEventIds()).isEmpty();
    assertThat(prepared.getDataset()).isNull();
    assertThat(prepared.getQuality().getMinimum()).isNull();
  }

  @Test
  void twoBuiltEventsShareNoMutableDefault() {
    JobRequested first = JobRequested.newBuilder().build();

    first.getTags().put("team", "grid");

    assertThat(JobRequested.newBuilder().build().getTags()).isEmpty();
  }

  private static SpecificRecordBase built(Topic<?> topic) throws ReflectiveOperationException {
    Object builder = topic.valueClass().getMethod("newBuilder").invoke(null);
    return (SpecificRecordBase) builder.getClass().getMethod("build").invoke(builder);
  }

  private static byte[] write(SpecificRecordBase event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new SpecificDatumWriter<SpecificRecordBase>(event.getSchema()).write(event, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static SpecificRecordBase read(byte[] bytes, Schema writer, Schema reader)
      throws IOException {
    return new SpecificDatumReader<SpecificRecordBase>(writer, reader)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
