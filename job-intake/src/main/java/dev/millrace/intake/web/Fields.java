package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.intake.request.Complaints;
import dev.millrace.intake.request.Scalar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object. A field of a wrong type is complained of and then read as if it were
 * absent; so is null. What nobody has asked for is unknown.
 */
final class Fields {

  private final String path;
  private final JsonNode object;
  private final Complaints complaints;
  private final Set<String> asked = new HashSet<>();

  /** The object itself: a body, or a value inside one. */
  Fields(String path, JsonNode object, Complaints complaints) {
    this.path = path;
    this.object = object;
    this.complaints = complaints;
  }

  String text(String name, String absent) {
    JsonNode node = get(name);
    return is(node.isTextual(), name, node, "a string") ? node.textValue() : absent;
  }

  long whole(String name, long absent) {
    JsonNode node = get(name);
    boolean fits = node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong();
    return is(fits, name, node, "a whole number") ? node.longValue() : absent;
  }

  double real(String name, double absent) {
    JsonNode node = get(name);
    return is(node.isNumber(), name, node, "a number") ? node.doubleValue() : absent;
  }

  @Nullable Double realOrNull(String name) {
    JsonNode node = get(name);
    return is(node.isNumber(), name, node, "a number") ? node.doubleValue() : null;
  }

  boolean flag(String name, boolean absent) {
    JsonNode node = get(name);
    return is(node.isBoolean(), name, node, "true or false") ? node.booleanValue() : absent;
  }

  /** An instant; what names no time zone is in UTC, and a plain date is its first moment. */
  @Nullable Instant instant(String name) {
    JsonNode node = get(name);
    if (!is(node.isTextual(), name, node, "an ISO-8601 date")) {
      return null;
    }
    try {
      return parse(node.textValue()).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException _) {
      complain(name, node, "an ISO-8601 date such as 2025-01-31 or 2025-01-31T08:00:00Z");
      return null;
    }
  }

  private static Instant parse(String text) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean zoned = text.matches(".*(Z|z|[+-]\\d\\d(:?\\d\\d)?)$");
    return zoned
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  List<String> texts(String name) {
    JsonNode node = get(name);
    if (!is(node.isArray(), name, node, "a list of strings")) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      if (is(node.get(i).isTextual(), name + "[" + i + "]", node.get(i), "a string")) {
        texts.add(node.get(i).textValue());
      }
    }
    return texts;
  }

  Map<String, String> labels(String name) {
    Map<String, String> labels = new TreeMap<>();
    Fields inner = object(name);
    for (String label : inner.names()) {
      labels.put(label, inner.text(label, ""));
    }
    return labels;
  }

  /** Numbers by name; what is no number is complained of and left away. */
  Map<String, Double> reals(String name) {
    Map<String, Double> reals = new TreeMap<>();
    Fields inner = object(name);
    for (String label : inner.names()) {
      Double value = inner.realOrNull(label);
      if (value != null) {
        reals.put(label, value);
      }
    }
    return reals;
  }

  /** A plain value; empty when it is absent or none. */
  Optional<Scalar> scalar(String name) {
    JsonNode node = get(name);
    Optional<Scalar> value = scalar(node);
    is(value.isPresent(), name, node, "a number, a string, true or false");
    return value;
  }

  /** Plain values; what is none is complained of and left away. */
  List<Scalar> scalars(String name) {
    JsonNode node = get(name);
    List<Scalar> scalars = new ArrayList<>();
    if (is(node.isArray(), name, node, "a list of values")) {
      for (int i = 0; i < node.size(); i++) {
        Optional<Scalar> value = scalar(node.get(i));
        is(
            value.isPresent(),
            name + "[" + i + "]",
            node.get(i),
            "a number, a string, true or false");
        value.ifPresent(scalars::add);
      }
    }
    return scalars;
  }

  static Optional<Scalar> scalar(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return Optional.of(new Scalar.Whole(node.longValue()));
    } else if (node.isNumber()) {
      return Optional.of(new Scalar.Real(node.doubleValue()));
    } else if (node.isTextual()) {
      return Optional.of(new Scalar.Text(node.textValue()));
    }
    return node.isBoolean() ? Optional.of(new Scalar.Flag(node.booleanValue())) : Optional.empty();
  }

  /** The fields of an object inside a list. */
  Fields element(String name, int index) {
    JsonNode node = get(name).path(index);
    String at = name + "[" + index + "]";
    boolean fits = is(node.isObject(), at, node, "an object");
    return new Fields(pathOf(at), fits ? node : MissingNode.getInstance(), complaints);
  }

  /** The fields of an object inside this one; none when it is absent. */
  Fields object(String name) {
    JsonNode node = get(name);
    boolean fits = is(node.isObject(), name, node, "an object");
    return new Fields(pathOf(name), fits ? node : MissingNode.getInstance(), complaints);
  }

  /** The value as it is; missing when it is absent. */
  JsonNode get(String name) {
    asked.add(name);
    JsonNode node = object.path(name);
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  boolean has(String name) {
    return !get(name).isMissingNode();
  }

  String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Complains of every field that nobody has asked for. */
  void refuseOthers() {
    for (String name : names()) {
      if (!asked.contains(name)) {
        complaints.add(
            pathOf(name),
            "is unknown",
            "there is no field %s; known are %s"
                .formatted(pathOf(name), String.join(", ", asked.stream().sorted().toList())));
      }
    }
  }

  private boolean is(boolean fits, String name, JsonNode node, String type) {
    if (!fits && !node.isMissingNode()) {
      complain(name, node, type);
    }
    return fits;
  }

  void complain(String name, JsonNode node, String type) {
    refuse(name, node, "must be " + type);
  }

  void refuse(String name, JsonNode node, String rule) {
    complaints.require(false, pathOf(name), rule, node);
  }

  static String typeOf(JsonNode node) {
    return node instanceof ObjectNode
        ? "object"
        : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
