package dev.millrace.embedded.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.embedded.schemas.RegistryEvent.CompatibilityChosen;
import dev.millrace.embedded.schemas.RegistryEvent.Presence;
import dev.millrace.embedded.schemas.RegistryEvent.VersionWritten;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal's records: keys and values as Confluent's registry writes them, and one field of our
 * own ({@code forgotten}).
 */
final class JournalCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JournalCodec() {}

  /** A record of the journal; without a value, the key is as if it had never been written. */
  record Entry(String key, @Nullable String value) {}

  static Entry encode(RegistryEvent event) {
    return switch (event) {
      case VersionWritten written ->
          new Entry(versionKey(written).toString(), versionValue(written).toString());
      case CompatibilityChosen chosen ->
          new Entry(
              configKey(chosen).toString(),
              chosen
                  .level()
                  .map(level -> JSON.createObjectNode().put("compatibilityLevel", level.name()))
                  .map(JsonNode::toString)
                  .orElse(null));
    };
  }

  private static ObjectNode versionKey(VersionWritten written) {
    return JSON.createObjectNode()
        .put("keytype", "SCHEMA")
        .put("subject", written.subject())
        .put("version", written.version())
        .put("magic", 1);
  }

  private static ObjectNode versionValue(VersionWritten written) {
    return JSON.createObjectNode()
        .put("subject", written.subject())
        .put("version", written.version())
        .put("id", written.id())
        .put("schema", written.schema())
        .put("deleted", !written.isLive())
        .put("forgotten", written.presence() == Presence.FORGOTTEN);
  }

  private static ObjectNode configKey(CompatibilityChosen chosen) {
    return JSON.createObjectNode()
        .put("keytype", "CONFIG")
        .put("subject", chosen.subject().orElse(null))
        .put("magic", 0);
  }

  static RegistryEvent decode(String key, @Nullable String value) {
    JsonNode keyNode = parse(key);
    String type = keyNode.path("keytype").asText();
    return switch (type) {
      case "SCHEMA" -> version(parse(Objects.requireNonNull(value, key)));
      case "CONFIG" ->
          new CompatibilityChosen(
              Optional.ofNullable(keyNode.path("subject").textValue()),
              Optional.ofNullable(value).map(JournalCodec::level));
      default -> throw new IllegalStateException("unknown record in the journal: " + key);
    };
  }

  private static VersionWritten version(JsonNode value) {
    boolean deleted = value.path("deleted").asBoolean();
    boolean forgotten = value.path("forgotten").asBoolean();
    return new VersionWritten(
        value.required("subject").asText(),
        value.required("version").asInt(),
        value.required("id").asInt(),
        value.required("schema").asText(),
        forgotten ? Presence.FORGOTTEN : deleted ? Presence.DELETED : Presence.LIVE);
  }

  private static Compatibility level(String value) {
    return Compatibility.valueOf(parse(value).required("compatibilityLevel").asText());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("record in the journal is no JSON: " + json, e);
    }
  }
}
