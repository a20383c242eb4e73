package dev.millrace.embedded.schemas;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Avro schemas as text. Two texts are the same schema when they are equal once written anew. */
final class SchemaText {
  private SchemaText() {}

  /**
   * Parses what a client sent.
   *
   * @throws RegistryException 42201 when it is no Avro schema
   */
  static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (SchemaParseException e) {
      throw RegistryException.invalidSchema(String.valueOf(e.getMessage()));
    } catch (AvroRuntimeException e) {
      throw RegistryException.invalidSchema(
          "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
    }
  }
}
