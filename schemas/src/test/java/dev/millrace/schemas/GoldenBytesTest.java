package dev.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes on the topics are frozen: what was written once is read for ever. */
class GoldenBytesTest {
  private static final History HISTORY = History.committed();
  private static final Examples EXAMPLES = Examples.committed();

  /** A committed version of a topic's schema. */
  record Version(Topic<?> topic, int number, Schema schema) {
    @Override
    public String toString() {
      return topic.name() + " version " + number;
    }
  }

  static Stream<Version> versions() {
    return Topics.all().stream()
        .flatMap(
            topic ->
                HISTORY.versionsOf(topic).entrySet().stream()
                    .map(entry -> new Version(topic, entry.getKey(), entry.getValue())));
  }

  static Stream<Topic<?>> topics() {
    return Topics.all().stream();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theExampleLeavesNoFieldAtItsDefault(Version version) {
    GenericRecord example = EXAMPLES.json(version.topic(), version.number(), version.schema());

    assertThat(fieldsAtDefault("", example)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theExampleIsWrittenToTheGoldenBytes(Version version) {
    GenericRecord example = EXAMPLES.json(version.topic(), version.number(), version.schema());

    assertThat(hex(Examples.encode(example)))
        .withFailMessage(
            "The bytes of %s have changed. Bytes on the topics cannot: undo the change. If only the"
                + " example of a version that nobody has used was edited, delete its .hex and run%n"
                + "  %s",
            version, History.COMMAND)
        .isEqualTo(hex(EXAMPLES.bytes(version.topic(), version.number())));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theGoldenBytesAreReadBackToTheExample(Version version) {
    byte[] bytes = EXAMPLES.bytes(version.topic(), version.number());

    GenericRecord read = Examples.decode(bytes, version.schema(), version.schema());

    assertThat(read).isEqualTo(EXAMPLES.json(version.topic(), version.number(), version.schema()));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theGeneratedClassReadsEveryVersionAsTheCurrentSchemaDoes(Version version)
      throws IOException {
    byte[] bytes = EXAMPLES.bytes(version.topic(), version.number());
    Schema current = version.topic().schema();

    SpecificRecord read = readSpecific(bytes, version.schema(), current);

    assertThat(read).isInstanceOf(version.topic().valueClass());
    assertThat(Examples.decode(writeSpecific(read), current, current))
        .isEqualTo(Examples.decode(bytes, version.schema(), current));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theGeneratedClassWritesTheGoldenBytesOfTheNewestVersion(Topic<?> topic) throws IOException {
    byte[] golden = EXAMPLES.bytes(topic, HISTORY.newest(topic));

    byte[] written = writeSpecific(readSpecific(golden, topic.schema(), topic.schema()));

    assertThat(hex(written)).isEqualTo(hex(golden));
  }

  private static SpecificRecord readSpecific(byte[] bytes, Schema writer, Schema reader)
      throws IOException {
    return new SortedMaps(writer, reader)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }

  private static byte[] writeSpecific(SpecificRecord event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new SpecificDatumWriter<SpecificRecord>(event.getSchema()).write(event, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** Avro leaves the order of a map's entries open; sorted, a record has only one encoding. */
  private static final class SortedMaps extends SpecificDatumReader<SpecificRecord> {
    SortedMaps(Schema writer, Schema reader) {
      super(writer, reader, withoutFastReader());
    }

    private static SpecificData withoutFastReader() {
      SpecificData data = new SpecificData();
      data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
      data.setFastReaderEnabled(false);
      return data;
    }

    @Override
    protected Object newMap(Object old, int size) {
      return new TreeMap<String, Object>();
    }
  }

  private static List<String> fieldsAtDefault(String path, Object value) {
    List<String> found = new ArrayList<>();
    if (value instanceof GenericRecord record) {
      for (Field field : record.getSchema().getFields()) {
        String fieldPath = path + "/" + field.name();
        Object actual = record.get(field.pos());
        if (Objects.equals(actual, GenericData.get().getDefaultValue(field))) {
          found.add(fieldPath);
        }
        found.addAll(fieldsAtDefault(fieldPath, actual));
      }
    }
    children(value).forEach((name, child) -> found.addAll(fieldsAtDefault(path + name, child)));
    return found;
  }

  private static Map<String, Object> children(Object value) {
    Map<String, Object> children = new LinkedHashMap<>();
    if (value instanceof List<?> list) {
      IntStream.range(0, list.size()).forEach(i -> children.put("[" + i + "]", list.get(i)));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> children.put("{" + key + "}", child));
    }
    return children;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
