package dev.millrace.features.online;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is at hand of a series at one moment; never changes.
 *
 * @param variables by name, each with at least one observation
 */
record SeriesPast(SortedMap<String, VariablePast> variables) {
  SeriesPast {
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  boolean reaches(long readsFrom) {
    return variables.values().stream().allMatch(past -> past.reaches(readsFrom));
  }
}
