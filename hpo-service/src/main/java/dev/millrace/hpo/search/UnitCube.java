package dev.millrace.hpo.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A search space as the cube [0, 1]^d, for samplers that think in points: each number on its scale,
 * each choice as the sampler likes it. Parameters that have only one value have no axis. Those that
 * are inactive in a trial, or had a value from outside, lie in the middle.
 */
public final class UnitCube {

  /** How a choice without order becomes coordinates. */
  public enum Categories {
    /** One axis per choice, 1 for the chosen one; the largest coordinate is chosen. */
    ONE_HOT,
    /** One axis that is cut into as many equal parts as there are choices. */
    INDEX
  }

  private static final double MIDDLE = 0.5;

  private final SearchSpace space;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Part> byName = new TreeMap<>();
  private final int size;

  private UnitCube(SearchSpace space, Categories categories) {
    this.space = space;
    int first = 0;
    for (Map.Entry<String, Dimension> entry : space.dimensions().entrySet()) {
      Part part =
          new Part(entry.getKey(), entry.getValue(), first, axes(entry.getValue(), categories));
      if (part.axes > 0) {
        parts.add(part);
        byName.put(part.name, part);
      }
      first += part.axes;
    }
    this.size = first;
  }

  public static UnitCube of(SearchSpace space, Categories categories) {
    return new UnitCube(space, categories);
  }

  /** The number of axes; 0 when the space has but one point. */
  public int size() {
    return size;
  }

  /** The parameter that an axis belongs to. */
  public String parameter(int axis) {
    return part(axis).name;
  }

  /** Distance of neighbouring values on the axis, 0 where it is continuous. */
  public double step(int axis) {
    return part(axis).step();
  }

  /** Where parameters lie. */
  public double[] encode(Parameters parameters) {
    double[] point = new double[size];
    for (Part part : parts) {
      double own = parameters.get(part.name).map(part.dimension::pointOf).orElse(Double.NaN);
      part.write(own, point);
    }
    return point;
  }

  /** The nearest parameters to a point; coordinates outside [0, 1] count as its ends. */
  public Parameters decode(double[] point) {
    return space.fill(
        (name, dimension) -> {
          Part part = byName.get(name);
          return part == null ? only(dimension) : part.read(point);
        });
  }

  private Part part(int axis) {
    for (Part part : parts) {
      if (axis >= part.first && axis < part.first + part.axes) {
        return part;
      }
    }
    throw new IndexOutOfBoundsException(
        "axis must be from 0 to %d, got %d".formatted(size - 1, axis));
  }

  private static int axes(Dimension dimension, Categories categories) {
    return switch (dimension) {
      case Dimension.Fixed _ -> 0;
      case Dimension.Categorical(var choices) when choices.size() == 1 -> 0;
      case Dimension.Categorical(var choices) ->
          categories == Categories.ONE_HOT ? choices.size() : 1;
      case Dimension.Numeric numeric -> hasOneValue(numeric) ? 0 : 1;
    };
  }

  private static boolean hasOneValue(Dimension.Numeric numeric) {
    return numeric.fromScale(numeric.lower()).equals(numeric.fromScale(numeric.upper()));
  }

  private static Value only(Dimension dimension) {
    return switch (dimension) {
      case Dimension.Fixed(Value value) -> value;
      case Dimension.Categorical(var choices) -> choices.getFirst();
      case Dimension.Numeric numeric -> numeric.fromScale(numeric.lower());
    };
  }

  /** The axes of one parameter. */
  private record Part(String name, Dimension dimension, int first, int axes) {

    double step() {
      return switch (dimension) {
        case Dimension.Numeric numeric -> numeric.step() / (numeric.upper() - numeric.lower());
        case Dimension.Categorical(var choices) -> axes > 1 ? 1 : 1.0 / choices.size();
        case Dimension.Fixed _ -> 0;
      };
    }

    void write(double own, double[] point) {
      switch (dimension) {
        case Dimension.Numeric numeric ->
            point[first] =
                Double.isNaN(own)
                    ? MIDDLE
                    : (own - numeric.lower()) / (numeric.upper() - numeric.lower());
        case Dimension.Categorical(var choices) when axes == 1 ->
            point[first] = Double.isNaN(own) ? MIDDLE : (own + MIDDLE) / choices.size();
        case Dimension.Categorical _ -> {
          Arrays.fill(point, first, first + axes, Double.isNaN(own) ? 1.0 / axes : 0);
          if (!Double.isNaN(own)) {
            point[first + (int) own] = 1;
          }
        }
        case Dimension.Fixed _ -> {}
      }
    }

    Value read(double[] point) {
      return switch (dimension) {
        case Dimension.Numeric numeric -> {
          double share = Math.clamp(point[first], 0.0, 1.0);
          yield numeric.fromScale(numeric.lower() + share * (numeric.upper() - numeric.lower()));
        }
        case Dimension.Categorical(var choices) when axes == 1 ->
            choices.get(Math.clamp((int) (point[first] * choices.size()), 0, choices.size() - 1));
        case Dimension.Categorical(var choices) -> choices.get(largest(point));
        case Dimension.Fixed(Value value) -> value;
      };
    }

    private int largest(double[] point) {
      int largest = 0;
      for (int i = 1; i < axes; i++) {
        if (point[first + i] > point[first + largest]) {
          largest = i;
        }
      }
      return largest;
    }
  }
}
