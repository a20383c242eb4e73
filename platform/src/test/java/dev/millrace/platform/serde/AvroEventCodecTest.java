package dev.millrace.platform.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.events.DataUpdated;
import dev.millrace.events.JobRequested;
import dev.millrace.events.MeasurementRecorded;
import dev.millrace.platform.testkit.InMemorySchemaRegistry;
import dev.millrace.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroEventCodecTest {
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroEventCodec codec = new AvroEventCodec(registry);

  @Test
  void writesAZeroByteTheSchemaIdAndAvroBinary() {
    registry.idOf("other-value", SchemaBuilder.builder().intType());
    DataUpdated event = DataUpdated.newBuilder().setEventId("e1").setTenantId("acme").build();

    byte[] bytes = codec.encode(Topics.DATA_UPDATED.name(), event);

    assertThat(HexFormat.of().formatHex(bytes)).startsWith("00" + "00000002" + "046531" + "00");
  }

  @Test
  void registersTheSchemaAsOtherLanguagesWouldWriteIt() {
    codec.encode(Topics.DATA_UPDATED.name(), DataUpdated.newBuilder().build());

    assertThat(registry.byId(1).orElseThrow().toString())
        .contains("\"name\":\"DataUpdated\"")
        .doesNotContain("avro.java.string");
  }

  @Test
  void readsWhatItWrote() {
    MeasurementRecorded event =
        MeasurementRecorded.newBuilder().setTenantId("acme").setValue(1.5).setUnit("kW").build();

    byte[] bytes = codec.encode(Topics.MEASUREMENT_RECORDED.name(), event);

    assertThat(codec.decode(Topics.MEASUREMENT_RECORDED, bytes))
        .isEqualTo(new Decoded.Value<>(event));
    assertThat(codec.decodeAny(bytes)).isEqualTo(event);
  }

  @Test
  void readsAForeignWriterWithAFieldFewerAndAFieldMore() throws IOException {
    Schema foreign =
        SchemaBuilder.record("JobRequested")
            .namespace("dev.millrace.events")
            .fields()
            .requiredString("job_id")
            .requiredString("model_name")
            .requiredString("invented_here")
            .endRecord();
    GenericRecord written =
        new GenericRecordBuilder(foreign)
            .set("job_id", "j1")
            .set("model_name", "load")
            .set("invented_here", "x")
            .build();

    Decoded<JobRequested> read = codec.decode(Topics.JOB_REQUESTED, framed(foreign, written));

    assertThat(read)
        .isInstanceOfSatisfying(
            Decoded.Value.class,
            value -> {
              JobRequested job = (JobRequested) value.value();
              assertThat(job.getJobId()).isEqualTo("j1");
              assertThat(job.getConfig().getHorizon()).isEqualTo(24);
            });
  }

  @Test
  void saysThatANullValueIsUnreadable() {
    assertThat(codec.decode(Topics.JOB_REQUESTED, null))
        .isEqualTo(new Decoded.Unreadable<>("the value is null"));
  }

  @Test
  void takesANullValueOnACompactedTopicForADeletion() {
    assertThat(codec.decode(Topics.RETRAINING_POLICY, null)).isEqualTo(new Decoded.Deleted<>());
  }

  @Test
  void namesTheSchemaIdThatTheRegistryDoesNotHave() {
    assertThat(codec.decode(Topics.JOB_REQUESTED, new byte[] {0, 0, 0, 0, 99, 1, 2}))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class, u -> assertThat(u.reason()).contains("99"));
  }

  @Test
  void findsBytesLeftAfterTheRecord() {
    byte[] bytes = codec.encode(Topics.DATA_UPDATED.name(), DataUpdated.newBuilder().build());

    assertThat(codec.decode(Topics.DATA_UPDATED, Arrays.copyOf(bytes, bytes.length + 3)))
        .isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void refusesAStringThatClaimsToBeTwoGigabytes() {
    byte[] bytes = codec.encode(Topics.DATA_UPDATED.name(), DataUpdated.newBuilder().build());
    // The first field is a string; its length is a zigzag varint: 2^31 - 10.
    byte[] claim = HexFormat.of().parseHex("ecffffff0f");
    byte[] forged = ByteBuffer.allocate(10).put(bytes, 0, 5).put(claim).array();

    assertThat(codec.decode(Topics.DATA_UPDATED, forged)).isInstanceOf(Decoded.Unreadable.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverThrowsForGarbage(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good =
        codec.encode(
            Topics.JOB_REQUESTED.name(), JobRequested.newBuilder().setJobId("job").build());
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = good.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));

      assertThat(codec.decode(Topics.JOB_REQUESTED, cut)).isNotNull();
      assertThat(codec.decode(Topics.JOB_REQUESTED, bytes)).isNotNull();
    }
  }

  @Test
  void refusesBytesOfNoKnownTypeOnAnInternalTopic() {
    Schema alien = SchemaBuilder.record("Alien").namespace("x").fields().endRecord();

    assertThatThrownBy(() -> codec.decodeAny(framed(alien, new GenericData.Record(alien))))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("x.Alien");
  }

  private byte[] framed(Schema schema, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(registry.idOf("s", schema)).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    return out.toByteArray();
  }
}
