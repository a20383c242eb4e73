package dev.millrace.embedded.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * One request, taken apart.
 *
 * @param variables the path's variable segments, from the left
 * @param body JSON null when there was none
 */
record Call(List<String> variables, Map<String, String> query, JsonNode body) {

  String subject() {
    return variables.getFirst();
  }

  VersionNumber version() {
    return VersionNumber.parse(variables.get(1));
  }

  int id() {
    try {
      return Integer.parseInt(variables.getFirst());
    } catch (NumberFormatException e) {
      throw RegistryException.badRequest("an id is a number, got " + variables.getFirst());
    }
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(query.getOrDefault(name, "false"));
  }

  /** The Avro schema in the body; this registry knows no other kinds and no references. */
  Schema schema() {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryException.invalidSchema("schemaType must be AVRO, got " + type);
    }
    if (!body.path("references").isEmpty()) {
      throw RegistryException.invalidSchema("references to other subjects are not supported");
    }
    String text = body.path("schema").textValue();
    if (text == null || text.isBlank()) {
      throw RegistryException.invalidSchema("the body must have a field 'schema' with the text");
    }
    return SchemaText.parse(text);
  }

  Compatibility compatibility() {
    String level = body.path("compatibility").asText("");
    return Compatibility.named(level)
        .orElseThrow(() -> RegistryException.invalidCompatibility(level));
  }
}
