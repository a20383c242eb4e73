package dev.millrace.hpo.search;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The hyperparameters of one trial, by name and in the order of their names. */
public record Parameters(SortedMap<String, Value> values) {

  public static final Parameters NONE = new Parameters(new TreeMap<>());

  public Parameters {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Parameters of(Map<String, Value> values) {
    return new Parameters(new TreeMap<>(values));
  }

  public Optional<Value> get(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
