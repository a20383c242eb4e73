package dev.millrace.platform.serde;

import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro in the Confluent wire format: a zero byte, the schema id as four bytes big-endian, then Avro
 * binary. Thread-safe.
 */
public final class AvroEventCodec implements EventCodec {
  private static final byte MAGIC = 0;
  private static final int HEADER = 5;

  static {
    // Garbage bytes may claim a string of two gigabytes; refuse before allocating it.
    limit("org.apache.avro.limits.bytes.maxLength", 16 << 20);
    limit("org.apache.avro.limits.string.maxLength", 16 << 20);
    limit("org.apache.avro.limits.collectionItems.maxLength", 1 << 20);
  }

  private static final Map<Class<?>, String> SUBJECTS =
      Topics.all().stream().collect(Collectors.toMap(Topic::valueClass, Topic::subject));

  /** How one type of event is written. */
  private record Writer(
      String subject, Schema wireSchema, SpecificDatumWriter<SpecificRecord> datumWriter) {
    static Writer of(Class<?> type, Schema schema) {
      // An internal topic may carry several types: each keeps the subject of its own topic.
      return new Writer(
          SUBJECTS.getOrDefault(type, schema.getFullName()),
          WireSchema.of(schema),
          new SpecificDatumWriter<>(schema));
    }
  }

  private record Resolution(int writerId, Class<?> type) {}

  private final SchemaRegistry registry;
  private final Map<Class<?>, Writer> writers = new ConcurrentHashMap<>();
  private final Map<Resolution, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();
  private static final ThreadLocal<ByteArrayOutputStream> BUFFERS =
      ThreadLocal.withInitial(() -> new ByteArrayOutputStream(512));
  private static final ThreadLocal<@Nullable BinaryEncoder> ENCODERS = new ThreadLocal<>();

  public AvroEventCodec(SchemaRegistry registry) {
    this.registry = registry;
  }

  private static void limit(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }

  @Override
  public byte[] encode(String topic, SpecificRecord event) {
    Writer writer =
        writers.computeIfAbsent(event.getClass(), type -> Writer.of(type, event.getSchema()));
    int id = registry.idOf(writer.subject(), writer.wireSchema());
    ByteArrayOutputStream out = BUFFERS.get();
    out.reset();
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, ENCODERS.get());
    ENCODERS.set(encoder);
    try {
      writer.datumWriter().write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public <T extends SpecificRecord> Decoded<T> decode(Topic<T> topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return topic.cleanup() == Topic.Cleanup.COMPACT
          ? new Decoded.Deleted<>()
          : new Decoded.Unreadable<>("the value is null");
    }
    return read(bytes, writer -> topic.valueClass());
  }

  @Override
  public SpecificRecord decodeAny(byte[] bytes) {
    Decoded<SpecificRecord> decoded = read(bytes, AvroEventCodec::classOf);
    return switch (decoded) {
      case Decoded.Value<SpecificRecord>(var value) -> value;
      case Decoded.Deleted<SpecificRecord> _ -> throw new RegistryException("no value");
      case Decoded.Unreadable<SpecificRecord>(var reason) -> throw new RegistryException(reason);
    };
  }

  private static Class<? extends SpecificRecord> classOf(Schema writer) {
    Class<?> type = SpecificData.get().getClass(writer);
    if (type == null) {
      throw new AvroRuntimeException("no class for " + writer.getFullName());
    }
    return type.asSubclass(SpecificRecord.class);
  }

  private <T extends SpecificRecord> Decoded<T> read(
      byte[] bytes, Function<Schema, Class<? extends T>> type) {
    if (bytes.length < HEADER || bytes[0] != MAGIC) {
      return new Decoded.Unreadable<>(
          "not in the Confluent wire format: %d bytes, first byte %s"
              .formatted(bytes.length, bytes.length == 0 ? "missing" : bytes[0]));
    }
    int id = ByteBuffer.wrap(bytes).getInt(1);
    Optional<Schema> writer = registry.byId(id);
    if (writer.isEmpty()) {
      return new Decoded.Unreadable<>("the schema registry has no schema with id " + id);
    }
    try {
      return new Decoded.Value<>(value(bytes, id, writer.get(), type.apply(writer.get())));
    } catch (IOException | RuntimeException e) {
      // Avro throws whatever garbage makes it throw: the bytes are to blame, not we.
      return new Decoded.Unreadable<>(
          "schema id %d (%s): %s: %s"
              .formatted(
                  id, writer.get().getFullName(), e.getClass().getSimpleName(), e.getMessage()));
    }
  }

  private <T extends SpecificRecord> T value(
      byte[] bytes, int id, Schema writer, Class<? extends T> type) throws IOException {
    DatumReader<SpecificRecord> reader =
        readers.computeIfAbsent(
            new Resolution(id, type),
            key -> new SpecificDatumReader<>(writer, SpecificData.get().getSchema(type)));
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
    SpecificRecord value = reader.read(null, decoder);
    if (!decoder.isEnd()) {
      throw new IOException("bytes are left after the record");
    }
    return type.cast(value);
  }
}
