package dev.millrace.registry.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Parts of events as the JSON that tables hold and REST answers with: fields under their Avro
 * names, times in ISO-8601, unions without a wrapper.
 */
public final class EventJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EventJson() {}

  /** The text of a jsonb column; null stays null. */
  public static @Nullable String text(@Nullable Object value) {
    return value == null ? null : tree(value).toString();
  }

  /** The JSON of an Avro value: a record, map, list, enum, time or scalar. */
  public static JsonNode tree(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case IndexedRecord event -> ofRecord(event);
      case Map<?, ?> map -> ofMap(map);
      case Collection<?> items -> ofItems(items);
      case Enum<?> symbol -> NODES.textNode(symbol.name());
      case Instant time -> NODES.textNode(time.toString());
      case Double number -> ofDouble(number);
      case Long number -> NODES.numberNode(number);
      case Integer number -> NODES.numberNode(number);
      case Boolean bool -> NODES.booleanNode(bool);
      case CharSequence text -> NODES.textNode(text.toString());
      default -> throw new IllegalArgumentException("no event of ours holds a " + value.getClass());
    };
  }

  private static ObjectNode ofRecord(IndexedRecord event) {
    ObjectNode node = NODES.objectNode();
    event
        .getSchema()
        .getFields()
        .forEach(field -> node.set(field.name(), tree(event.get(field.pos()))));
    return node;
  }

  private static ObjectNode ofMap(Map<?, ?> map) {
    ObjectNode node = NODES.objectNode();
    map.forEach((key, value) -> node.set(String.valueOf(key), tree(value)));
    return node;
  }

  private static ArrayNode ofItems(Collection<?> items) {
    ArrayNode node = NODES.arrayNode(items.size());
    items.forEach(item -> node.add(tree(item)));
    return node;
  }

  /** JSON has neither NaN nor infinity: what is no number is null. */
  private static JsonNode ofDouble(double number) {
    return Double.isFinite(number) ? NODES.numberNode(number) : NODES.nullNode();
  }
}
