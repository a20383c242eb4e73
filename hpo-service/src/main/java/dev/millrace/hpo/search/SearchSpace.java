package dev.millrace.hpo.search;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a study may try: dimensions by parameter name, in the order of the names. */
public record SearchSpace(SortedMap<String, Dimension> dimensions) {

  public SearchSpace {
    dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
  }

  public static SearchSpace of(Map<String, Dimension> dimensions) {
    return new SearchSpace(new TreeMap<>(dimensions));
  }
}
