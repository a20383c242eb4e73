package dev.millrace.hpo.search;

import dev.millrace.hpo.search.cube.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A search space as a unit cube: an axis for each parameter that can vary. Parameters that are not
 * active lie at one fixed place, so that they make no difference.
 */
final class SpaceAxes {

  /** Beyond, levels lie so densely that they are no different from a continuum. */
  private static final long MOST_LEVELS = 1024;

  private static final double INACTIVE = 0.5;

  private final SearchSpace space;
  private final Map<String, Integer> indexes = new LinkedHashMap<>();
  private final List<Axis> axes = new ArrayList<>();

  SpaceAxes(SearchSpace space) {
    this.space = space;
    space
        .dimensions()
        .forEach(
            (name, dimension) ->
                axis(dimension)
                    .ifPresent(
                        axis -> {
                          indexes.put(name, axes.size());
                          axes.add(axis);
                        }));
  }

  List<Axis> axes() {
    return List.copyOf(axes);
  }

  boolean isOrdered() {
    return axes.stream().noneMatch(Axis.Choices.class::isInstance);
  }

  /** For example {@code 5 numeric and 1 categorical parameters}. */
  String description() {
    long categorical = axes.stream().filter(Axis.Choices.class::isInstance).count();
    long numeric = axes.size() - categorical;
    if (categorical == 0 || numeric == 0) {
      String kind = categorical == 0 ? "numeric" : "categorical";
      return "%d %s parameter%s".formatted(axes.size(), kind, axes.size() == 1 ? "" : "s");
    }
    return "%d numeric and %d categorical parameters".formatted(numeric, categorical);
  }

  /** Empty for what has but one value. */
  private static Optional<Axis> axis(Dimension dimension) {
    return switch (dimension) {
      case Dimension.Fixed _ -> Optional.empty();
      case Dimension.Categorical(List<Value> choices) ->
          choices.size() == 1 ? Optional.empty() : Optional.of(new Axis.Choices(choices.size()));
      case FloatRange _ -> Optional.of(new Axis.Continuous());
      case FloatGrid grid -> levels(grid, Math.round((grid.upper() - grid.lower()) / grid.step()));
      case IntRange range -> levels(range, (range.high() - range.low()) / range.every() + 1);
    };
  }

  private static Optional<Axis> levels(Dimension.Numeric dimension, long count) {
    if (count == 1) {
      return Optional.empty();
    }
    if (count > MOST_LEVELS) {
      return Optional.of(new Axis.Continuous());
    }
    double[] coordinates = new double[(int) count];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = share(dimension, level(dimension, i));
    }
    return Optional.of(new Axis.Levels(coordinates));
  }

  private static Value level(Dimension.Numeric dimension, int index) {
    return switch (dimension) {
      case IntRange range -> new Value.Whole(range.low() + index * range.every());
      case FloatGrid grid -> grid.fromScale(grid.low() + index * grid.step());
      case FloatRange _ -> throw new IllegalArgumentException("a continuum has no levels");
    };
  }

  /** The point of some parameters; empty when they are not of this space. */
  Optional<double[]> point(Parameters parameters) {
    double[] point = new double[axes.size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = axes.get(i).snap(INACTIVE);
    }
    for (String name : space.active(parameters)) {
      Dimension dimension = dimension(name);
      double place = parameters.get(name).map(dimension::pointOf).orElse(Double.NaN);
      if (Double.isNaN(place)) {
        return Optional.empty();
      }
      if (indexes.containsKey(name)) {
        int index = indexes.get(name);
        point[index] = axes.get(index).snap(share(dimension, parameters.get(name).orElseThrow()));
      }
    }
    return Optional.of(point);
  }

  /** The parameters that a point stands for. */
  Parameters parameters(double[] point) {
    return space.fill(
        (name, dimension) ->
            indexes.containsKey(name)
                ? value(dimension, point[indexes.get(name)])
                : only(dimension));
  }

  private Dimension dimension(String name) {
    return Objects.requireNonNull(space.dimensions().get(name));
  }

  private static double share(Dimension dimension, Value value) {
    return switch (dimension) {
      case Dimension.Fixed _ -> INACTIVE;
      case Dimension.Categorical(List<Value> choices) ->
          new Axis.Choices(choices.size()).coordinate(choices.indexOf(value));
      case Dimension.Numeric numeric ->
          (numeric.toScale(value) - numeric.lower()) / (numeric.upper() - numeric.lower());
    };
  }

  private static Value value(Dimension dimension, double share) {
    return switch (dimension) {
      case Dimension.Fixed(Value value) -> value;
      case Dimension.Categorical(List<Value> choices) ->
          choices.get(Math.clamp((int) Math.floor(share * choices.size()), 0, choices.size() - 1));
      case Dimension.Numeric numeric ->
          numeric.fromScale(numeric.lower() + share * (numeric.upper() - numeric.lower()));
    };
  }

  private static Value only(Dimension dimension) {
    return value(dimension, INACTIVE);
  }
}
