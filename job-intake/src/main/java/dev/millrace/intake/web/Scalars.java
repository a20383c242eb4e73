package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.intake.request.Scalar;
import dev.millrace.platform.web.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads plain values, one or many; what is none is complained of and left away. */
final class Scalars {

  private static final String EXPECTED = "a number, a string, true or false";

  private Scalars() {}

  /** A plain value; empty when it is absent or none. */
  static Optional<Scalar> one(Fields fields, String name) {
    return checked(fields, name, fields.get(name));
  }

  /** The values of a list. */
  static List<Scalar> list(Fields fields, String name) {
    JsonNode node = fields.get(name);
    List<Scalar> scalars = new ArrayList<>();
    if (fields.is(node.isArray(), name, node, "a list of values")) {
      for (int i = 0; i < node.size(); i++) {
        checked(fields, "%s[%d]".formatted(name, i), node.get(i)).ifPresent(scalars::add);
      }
    }
    return scalars;
  }

  /** The numbers of an object by name, whatever they are called. */
  static Map<String, Double> reals(Fields object) {
    Map<String, Double> reals = new TreeMap<>();
    for (String name : object.names()) {
      Double value = object.realOrNull(name);
      if (value != null) {
        reals.put(name, value);
      }
    }
    return reals;
  }

  /** The value of a node; empty when it is an object, a list or nothing. */
  static Optional<Scalar> of(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return Optional.of(new Scalar.Whole(node.longValue()));
    } else if (node.isNumber()) {
      return Optional.of(new Scalar.Real(node.doubleValue()));
    } else if (node.isTextual()) {
      return Optional.of(new Scalar.Text(node.textValue()));
    }
    return node.isBoolean() ? Optional.of(new Scalar.Flag(node.booleanValue())) : Optional.empty();
  }

  private static Optional<Scalar> checked(Fields fields, String name, JsonNode node) {
    Optional<Scalar> value = of(node);
    fields.is(value.isPresent(), name, node, EXPECTED);
    return value;
  }
}
