package dev.millrace.hpo.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All combinations of values of a search space in which every parameter has only so many. */
public final class ParameterGrid {

  /** A grid with more points is refused. */
  public static final int MOST_POINTS = 10_000;

  private final SearchSpace space;
  private final List<String> order;

  private ParameterGrid(SearchSpace space) {
    this.space = space;
    this.order = space.order();
  }

  /**
   * Why there is no grid.
   *
   * @param parameter which one is to blame; empty when it is all of them together
   */
  public record Complaint(String parameter, String rule) {}

  /** Why a space has no grid, or nothing when it has one. */
  public static Optional<Complaint> complaint(SearchSpace space) {
    for (Map.Entry<String, Dimension> entry : space.dimensions().entrySet()) {
      if (entry.getValue() instanceof FloatRange) {
        return Optional.of(
            new Complaint(entry.getKey(), "a float needs a step to be searched by grid"));
      }
    }
    return new ParameterGrid(space).count(0, new TreeMap<>()) > MOST_POINTS
        ? Optional.of(
            new Complaint("", "a grid must have at most %d points".formatted(MOST_POINTS)))
        : Optional.empty();
  }

  /**
   * The grid of a space.
   *
   * @throws IllegalArgumentException when there is a complaint
   */
  public static ParameterGrid of(SearchSpace space) {
    complaint(space)
        .ifPresent(
            complaint -> {
              throw new IllegalArgumentException(
                  "%s %s".formatted(complaint.parameter(), complaint.rule()).strip());
            });
    return new ParameterGrid(space);
  }

  public int size() {
    return (int) count(0, new TreeMap<>());
  }

  /** The point of that index, from 0. */
  public Parameters point(int index) {
    Map<String, Value> chosen = new TreeMap<>();
    long left = index;
    for (int i = 0; i < order.size(); i++) {
      String name = order.get(i);
      if (space.isActive(name, chosen)) {
        Dimension dimension = space.dimension(name);
        int value = 0;
        chosen.put(name, value(dimension, value));
        for (long block = count(i + 1, chosen); left >= block; block = count(i + 1, chosen)) {
          left -= block;
          value++;
          chosen.put(name, value(dimension, value));
        }
      }
    }
    return Parameters.of(chosen);
  }

  /** Points that agree with the chosen values; no more than a little above the limit. */
  private long count(int from, Map<String, Value> chosen) {
    if (from == order.size()) {
      return 1;
    }
    String name = order.get(from);
    if (!space.isActive(name, chosen)) {
      return count(from + 1, chosen);
    }
    Dimension dimension = space.dimension(name);
    long values = Math.min(values(dimension), MOST_POINTS + 1);
    if (!space.isParent(name)) {
      return Math.min(values * count(from + 1, chosen), MOST_POINTS + 1);
    }
    long points = 0;
    for (int i = 0; i < values && points <= MOST_POINTS; i++) {
      chosen.put(name, value(dimension, i));
      points += count(from + 1, chosen);
    }
    chosen.remove(name);
    return points;
  }

  private static long values(Dimension dimension) {
    return switch (dimension) {
      case Dimension.Fixed _ -> 1;
      case Dimension.Categorical(List<Value> choices) -> choices.size();
      case IntRange range -> (range.high() - range.low()) / range.every() + 1;
      case FloatGrid grid -> Math.round((grid.upper() - grid.lower()) / grid.step());
      case FloatRange _ -> Long.MAX_VALUE;
    };
  }

  private static Value value(Dimension dimension, int index) {
    return switch (dimension) {
      case Dimension.Fixed(Value value) -> value;
      case Dimension.Categorical(List<Value> choices) -> choices.get(index);
      case IntRange range -> new Value.Whole(range.low() + index * range.every());
      case FloatGrid grid -> grid.fromScale(grid.low() + index * grid.step());
      case FloatRange range -> throw new IllegalArgumentException(range + " is no grid");
    };
  }
}
