package dev.millrace.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/** What a generated class promises to other languages: its schema without Java's own hints. */
final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Contract() {}

  /** The schema of a generated class as the .avsc files state it, every type written out. */
  static Schema of(Schema generated) {
    return new Schema.Parser().parse(withoutJavaHints(parse(generated.toString())).toString());
  }

  /** Every record and enum that is reachable from a schema, by full name, itself first. */
  static Map<String, Schema> namedTypesOf(Schema schema) {
    Map<String, Schema> found = new LinkedHashMap<>();
    visit(
        schema,
        type -> {
          if (type.getType() == Schema.Type.RECORD || type.getType() == Schema.Type.ENUM) {
            found.put(type.getFullName(), type);
          }
        });
    return found;
  }

  private static void visit(Schema schema, Consumer<Schema> visitor) {
    visitor.accept(schema);
    switch (schema.getType()) {
      case RECORD -> schema.getFields().forEach(field -> visit(field.schema(), visitor));
      case ARRAY -> visit(schema.getElementType(), visitor);
      case MAP -> visit(schema.getValueType(), visitor);
      case UNION -> schema.getTypes().forEach(branch -> visit(branch, visitor));
      default -> {
        // A leaf has nothing below it.
      }
    }
  }

  private static JsonNode withoutJavaHints(JsonNode node) {
    if (node.isArray()) {
      ArrayNode copy = JSON.createArrayNode();
      node.forEach(element -> copy.add(withoutJavaHints(element)));
      return copy;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode copy = JSON.createObjectNode();
    node.properties().stream()
        .filter(entry -> !entry.getKey().equals("avro.java.string"))
        .forEach(entry -> copy.set(entry.getKey(), withoutJavaHints(entry.getValue())));
    return isBareString(copy) ? copy.get("type") : copy;
  }

  private static boolean isBareString(ObjectNode object) {
    return object.size() == 1 && "string".equals(object.path("type").asText());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + json, e);
    }
  }
}
