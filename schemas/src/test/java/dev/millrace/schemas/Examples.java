package dev.millrace.schemas;

import dev.millrace.topics.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;

/**
 * One filled record per topic and version: {@code <folder>/<topic>/<version>.json} in Avro's JSON
 * encoding, for people, and its binary encoding in {@code .hex}. Other languages may test with
 * them.
 */
record Examples(Path folder) {
  private static final int HEX_LINE = 96;

  /** The examples of this module. */
  static Examples committed() {
    return new Examples(Path.of("src/test/golden"));
  }

  /** The example as written for people. */
  GenericRecord json(Topic<?> topic, int version, Schema schema) {
    try {
      String text = Files.readString(file(topic, version, "json"));
      return reader(schema, schema).read(null, DecoderFactory.get().jsonDecoder(schema, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes that were written when the version was new. */
  byte[] bytes(Topic<?> topic, int version) {
    try {
      String hex = Files.readString(file(topic, version, "hex")).replaceAll("\\s", "");
      return HexFormat.of().parseHex(hex);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] encode(GenericRecord example) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(example.getSchema()).write(example, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static GenericRecord decode(byte[] bytes, Schema writer, Schema reader) {
    try {
      return reader(writer, reader).read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what is missing for the newest version; an answer says what was written. */
  List<String> prepare(Topic<?> topic, History history) {
    TreeMap<Integer, Schema> versions = history.versionsOf(topic);
    int newest = versions.lastKey();
    Schema schema = versions.lastEntry().getValue();
    List<String> written = new ArrayList<>();
    if (Files.notExists(file(topic, newest, "json"))) {
      write(file(topic, newest, "json"), carriedOver(topic, versions, schema));
      written.add(
          "fill the new fields in " + file(topic, newest, "json") + ", then run this again");
    } else if (Files.notExists(file(topic, newest, "hex"))) {
      write(file(topic, newest, "hex"), hex(encode(json(topic, newest, schema))));
      written.add("wrote " + file(topic, newest, "hex"));
    }
    return written;
  }

  private String carriedOver(Topic<?> topic, TreeMap<Integer, Schema> versions, Schema schema) {
    Map.Entry<Integer, Schema> before = versions.lowerEntry(versions.lastKey());
    byte[] bytes =
        before == null
            ? encode(new GenericRecordBuilder(schema).build())
            : bytes(topic, before.getKey());
    Schema writer = before == null ? schema : before.getValue();
    return toJson(decode(bytes, writer, schema));
  }

  private static String toJson(GenericRecord example) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      JsonEncoder encoder = EncoderFactory.get().jsonEncoder(example.getSchema(), out, true);
      new GenericDatumWriter<GenericRecord>(example.getSchema()).write(example, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out + "\n";
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).replaceAll("(.{" + HEX_LINE + "})", "$1\n") + "\n";
  }

  /**
   * Reads maps as sorted ones, which the fast reader cannot: a record then has only one encoding.
   */
  private static GenericDatumReader<GenericRecord> reader(Schema writer, Schema reader) {
    GenericData data = new GenericData();
    data.setFastReaderEnabled(false);
    return new GenericDatumReader<>(writer, reader, data) {
      @Override
      protected Object newMap(Object old, int size) {
        return new TreeMap<CharSequence, Object>(CharSequence::compare);
      }
    };
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(Topic<?> topic, int version, String kind) {
    return folder.resolve(topic.name()).resolve(version + "." + kind);
  }
}
