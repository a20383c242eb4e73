package dev.millrace.hpo.search;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a study may try: dimensions by parameter name, in the order of the names. A parameter with a
 * condition is <i>active</i>, that is part of a trial, only when the condition holds there.
 */
public final class SearchSpace {

  private final SortedMap<String, Dimension> dimensions;
  private final SortedMap<String, Condition> conditions;

  /** Names with every parent before its children. */
  private final List<String> order;

  private SearchSpace(
      SortedMap<String, Dimension> dimensions, SortedMap<String, Condition> conditions) {
    this.dimensions = Collections.unmodifiableSortedMap(dimensions);
    this.conditions = Collections.unmodifiableSortedMap(conditions);
    conditions.forEach(this::check);
    this.order = inOrder();
  }

  /** A space in which every parameter is always active. */
  public static SearchSpace of(Map<String, Dimension> dimensions) {
    return of(dimensions, Map.of());
  }

  /**
   * A space with conditions.
   *
   * @param conditions by the name of the parameter that has one
   * @throws IllegalArgumentException when a condition is impossible; the message begins with the
   *     parameter's name
   */
  public static SearchSpace of(
      Map<String, Dimension> dimensions, Map<String, Condition> conditions) {
    return new SearchSpace(new TreeMap<>(dimensions), new TreeMap<>(conditions));
  }

  public SortedMap<String, Dimension> dimensions() {
    return dimensions;
  }

  public SortedMap<String, Condition> conditions() {
    return conditions;
  }

  /**
   * Parameters out of one value for each active parameter.
   *
   * @param choose is asked for them one by one, parents first
   */
  public Parameters fill(BiFunction<String, Dimension, Value> choose) {
    SortedMap<String, Value> values = new TreeMap<>();
    for (String name : order) {
      if (isActive(name, values)) {
        values.put(name, choose.apply(name, dimension(name)));
      }
    }
    return Parameters.of(values);
  }

  /** Names of the parameters that belong to a trial with these values, parents first. */
  public List<String> active(Parameters parameters) {
    SortedMap<String, Value> values = new TreeMap<>();
    for (String name : order) {
      Optional<Value> value = parameters.get(name);
      if (value.isPresent() && isActive(name, values)) {
        values.put(name, value.get());
      }
    }
    return order.stream().filter(name -> isActive(name, values)).toList();
  }

  /** All names, parents before children. */
  List<String> order() {
    return order;
  }

  /** Names of the parameters that are not fixed, in their order. */
  List<String> free() {
    return dimensions.keySet().stream()
        .filter(name -> !(dimension(name) instanceof Dimension.Fixed))
        .toList();
  }

  /** Whether another parameter's condition is about this one. */
  boolean isParent(String name) {
    return conditions.values().stream().anyMatch(condition -> condition.parent().equals(name));
  }

  /** The parameters, other than fixed ones, that exist under the same condition as this one. */
  List<String> group(String name) {
    @Nullable Condition condition = conditions.get(name);
    return order.stream()
        .filter(other -> Objects.equals(conditions.get(other), condition))
        .filter(other -> !(dimension(other) instanceof Dimension.Fixed))
        .toList();
  }

  boolean isActive(String name, Map<String, Value> chosen) {
    @Nullable Condition condition = conditions.get(name);
    if (condition == null) {
      return true;
    }
    @Nullable Value parent = chosen.get(condition.parent());
    return parent != null && condition.values().contains(parent);
  }

  Dimension dimension(String name) {
    @Nullable Dimension dimension = dimensions.get(name);
    if (dimension == null) {
      throw new IllegalArgumentException("%s is not among %s".formatted(name, dimensions.keySet()));
    }
    return dimension;
  }

  private void check(String name, Condition condition) {
    dimension(name);
    @Nullable Dimension parent = dimensions.get(condition.parent());
    if (parent == null) {
      throw impossible(name, "%s is no parameter".formatted(condition.parent()));
    }
    for (Value value : condition.values()) {
      if (!canBe(parent, value)) {
        throw impossible(name, "%s is never %s".formatted(condition.parent(), value));
      }
    }
  }

  private static boolean canBe(Dimension parent, Value value) {
    return switch (parent) {
      case Dimension.Fixed(Value only) -> only.equals(value);
      case Dimension.Categorical(List<Value> choices) -> choices.contains(value);
      case IntRange range ->
          range.contains(value) && range.fromScale(range.toScale(value)).equals(value);
      case FloatRange _, FloatGrid _ -> false;
    };
  }

  private List<String> inOrder() {
    Set<String> placed = new LinkedHashSet<>();
    while (placed.size() < dimensions.size()) {
      int before = placed.size();
      for (String name : dimensions.keySet()) {
        @Nullable Condition condition = conditions.get(name);
        if (condition == null || placed.contains(condition.parent())) {
          placed.add(name);
        }
      }
      if (placed.size() == before) {
        String stuck =
            dimensions.keySet().stream()
                .filter(name -> !placed.contains(name))
                .findFirst()
                .orElseThrow();
        throw impossible(stuck, "its conditions go round in a circle");
      }
    }
    return List.copyOf(placed);
  }

  private static IllegalArgumentException impossible(String name, String why) {
    return new IllegalArgumentException("%s can never be active: %s".formatted(name, why));
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof SearchSpace other
        && dimensions.equals(other.dimensions)
        && conditions.equals(other.conditions);
  }

  @Override
  public int hashCode() {
    return 31 * dimensions.hashCode() + conditions.hashCode();
  }

  @Override
  public String toString() {
    return "SearchSpace[dimensions=%s, conditions=%s]".formatted(dimensions, conditions);
  }
}
