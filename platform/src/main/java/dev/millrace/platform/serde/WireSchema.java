package dev.millrace.platform.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** A schema as it goes to the registry: without what only our generated Java classes need. */
final class WireSchema {
  private static final String JAVA_STRING = "avro.java.string";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WireSchema() {}

  /** Other languages write the same schema without our Java hints: both must be one version. */
  static Schema of(Schema schema) {
    try {
      JsonNode tree = MAPPER.readTree(schema.toString());
      strip(tree);
      return new Schema.Parser().parse(tree.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
    }
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(JAVA_STRING);
    }
    node.forEach(WireSchema::strip);
  }
}
