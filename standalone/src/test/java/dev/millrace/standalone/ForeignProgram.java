package dev.millrace.standalone;

import dev.millrace.events.JobRequested;
import dev.millrace.platform.serde.SchemaRegistry;
import dev.millrace.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Another team's program: plain Avro, and a writer schema of its own making. */
final class ForeignProgram {
  private static final String LEFT_OUT = "tags";
  private static final String ADDED = "cost_centre";

  private ForeignProgram() {}

  /** A request in the wire format, as written without one of our fields and with one of theirs. */
  static byte[] bytes(SchemaRegistry registry, JobRequested request) throws IOException {
    GenericRecord record = new GenericData.Record(schema());
    for (Schema.Field field : record.getSchema().getFields()) {
      record.put(field.name(), field.name().equals(ADDED) ? "4711" : request.get(field.name()));
    }
    int id = registry.idOf(Topics.JOB_REQUESTED.name() + "-value", record.getSchema());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(bytes);
    head.writeByte(0);
    head.writeInt(id);
    BinaryEncoder body = EncoderFactory.get().binaryEncoder(bytes, null);
    // It knows our logical types, as any Avro library does.
    new GenericDatumWriter<GenericRecord>(record.getSchema(), request.getSpecificData())
        .write(record, body);
    body.flush();
    return bytes.toByteArray();
  }

  private static Schema schema() {
    Schema ours = JobRequested.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : ours.getFields()) {
      if (!field.name().equals(LEFT_OUT)) {
        fields.add(new Schema.Field(field, field.schema()));
      }
    }
    fields.add(new Schema.Field(ADDED, Schema.create(Schema.Type.STRING), "Who pays for it.", ""));
    return Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
  }
}
