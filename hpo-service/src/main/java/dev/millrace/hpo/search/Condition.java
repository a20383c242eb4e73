package dev.millrace.hpo.search;

import java.util.List;

/** A parameter exists only in trials whose {@code parent} has one of these values. */
public record Condition(String parent, List<Value> values) {

  public Condition {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a condition on " + parent + " needs at least one value");
    }
  }
}
