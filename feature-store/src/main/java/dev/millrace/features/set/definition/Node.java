package dev.millrace.features.set.definition;

import dev.millrace.features.dataset.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A mapping of a definition and where it is in it. What is wrong is noted, and reading goes on, so
 * that all of it is said at once.
 */
record Node(String path, Map<?, ?> fields, List<Violation> complaints) {
  private static final String ALLOWED = "allowed";
  private static final String REFUSED = "refused";

  /** Notes every field that is not among the known ones. */
  void refuseOthersThan(Collection<String> known) {
    for (Object field : fields.keySet()) {
      if (!(field instanceof String name) || !known.contains(name)) {
        complain(
            String.valueOf(field),
            "must be a known field",
            "%s is unknown; known are %s".formatted(at(String.valueOf(field)), known));
      }
    }
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  Optional<String> text(String field) {
    Object value = fields.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof Number) {
      return Optional.of(String.valueOf(value));
    }
    complain(field, "must be a text", "%s must be a text, got %s".formatted(at(field), value));
    return Optional.empty();
  }

  boolean flag(String field) {
    Object value = fields.get(field);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    complain(
        field,
        "must be true or false",
        "%s must be true or false, got %s".formatted(at(field), value));
    return false;
  }

  /** Whether this is allowed here; refused unless the field says so. */
  boolean allows(String field) {
    String value = text(field).orElse(REFUSED);
    if (!value.equals(REFUSED) && !value.equals(ALLOWED)) {
      complain(
          field,
          "must be allowed or refused",
          "%s must be allowed or refused, got '%s'".formatted(at(field), value));
    }
    return value.equals(ALLOWED);
  }

  double number(String field, double otherwise) {
    Object value = fields.get(field);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    complain(field, "must be a number", "%s must be a number, got %s".formatted(at(field), value));
    return otherwise;
  }

  /** The items of a list; a single value is a list of one. */
  List<?> items(String field) {
    Object value = fields.get(field);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  /** The mappings of a list. */
  List<Node> nodes(String field) {
    List<Node> nodes = new ArrayList<>();
    int place = 0;
    for (Object item : items(field)) {
      String where = "%s[%d]".formatted(field, place++);
      if (item instanceof Map<?, ?> map) {
        nodes.add(new Node(at(where), map, complaints));
      } else {
        complain(
            where, "must be a mapping", "%s must be a mapping, got %s".formatted(at(where), item));
      }
    }
    return nodes;
  }

  /** The items of a list, each read; what cannot be read is noted and left out. */
  <T> List<T> each(String field, String rule, Function<String, Optional<T>> read) {
    List<T> found = new ArrayList<>();
    int place = 0;
    for (Object item : items(field)) {
      String where = "%s[%d]".formatted(field, place++);
      Optional<T> one = read.apply(String.valueOf(item));
      one.ifPresentOrElse(
          found::add,
          () -> complain(where, rule, "%s %s, got '%s'".formatted(at(where), rule, item)));
    }
    if (found.isEmpty() && place == 0) {
      complain(field, "must not be empty", at(field) + " is empty");
    }
    return found;
  }

  /** The one of these fields that is there. */
  Optional<String> oneOf(Set<String> kinds) {
    List<String> found = kinds.stream().filter(this::has).sorted().toList();
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    complaints.add(
        new Violation(
            path,
            "must have exactly one kind",
            "%s must have exactly one of %s, got %s"
                .formatted(path, kinds.stream().sorted().toList(), found)));
    return Optional.empty();
  }

  void complain(String field, String rule, String message) {
    complaints.add(new Violation(at(field), rule, message));
  }

  String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
