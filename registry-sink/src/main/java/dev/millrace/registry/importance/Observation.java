package dev.millrace.registry.importance;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A finished trial; every parameter is a number or a word.
 *
 * @param value what the trial reached; smaller is better
 */
public record Observation(double value, Map<String, Double> numbers, Map<String, String> words) {

  public Observation {
    numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
    words = Collections.unmodifiableMap(new TreeMap<>(words));
  }

  boolean has(String parameter) {
    return numbers.containsKey(parameter) || words.containsKey(parameter);
  }

  /** The parameter as a word, whichever of the two it is. */
  String word(String parameter) {
    @Nullable String word = words.get(parameter);
    return word == null ? String.valueOf(numbers.get(parameter)) : word;
  }

  double number(String parameter) {
    return Objects.requireNonNull(numbers.get(parameter), parameter);
  }
}
