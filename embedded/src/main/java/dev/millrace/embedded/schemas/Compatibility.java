package dev.millrace.embedded.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** What a new version of a subject owes to the earlier ones. */
enum Compatibility {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  /** The new schema reads what the old one wrote. */
  private final boolean backward;

  /** The old schema reads what the new one writes. */
  private final boolean forward;

  /** With every earlier version rather than with the last one only. */
  private final boolean transitive;

  Compatibility(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  static Optional<Compatibility> named(String name) {
    for (Compatibility level : values()) {
      if (level.name().equalsIgnoreCase(name)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /**
   * Why a schema may not follow others.
   *
   * @param earlier oldest first
   * @return empty when it may
   */
  List<String> problems(Schema proposed, List<Schema> earlier) {
    int from = transitive ? 0 : Math.max(0, earlier.size() - 1);
    List<String> problems = new ArrayList<>();
    for (Schema old : earlier.subList(from, earlier.size())) {
      if (backward) {
        problems.addAll(problems(proposed, old, "the new schema cannot read the old one's data"));
      }
      if (forward) {
        problems.addAll(problems(old, proposed, "the old schema cannot read the new one's data"));
      }
    }
    return List.copyOf(problems);
  }

  private static List<String> problems(Schema reader, Schema writer, String direction) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(problem -> describe(problem, direction))
        .toList();
  }

  private static String describe(Incompatibility problem, String direction) {
    return "%s: %s at %s: %s"
        .formatted(direction, problem.getType(), problem.getLocation(), problem.getMessage());
  }
}
