package dev.millrace.intake.codec;

import dev.millrace.intake.job.Document;
import org.apache.avro.specific.SpecificRecord;

/** A document is the Avro record as it came. */
record AvroDocument(SpecificRecord value) implements Document {

  static <T extends SpecificRecord> T read(Document document, Class<T> type) {
    return type.cast(((AvroDocument) document).value());
  }
}
