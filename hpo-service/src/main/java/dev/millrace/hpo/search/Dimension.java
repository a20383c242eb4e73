package dev.millrace.hpo.search;

import java.util.List;

/** One dimension of a search space. */
public sealed interface Dimension {

  /**
   * Where a value lies: a number on its scale, a choice at its index, the fixed value at 0; NaN for
   * a value that the dimension cannot have.
   */
  double pointOf(Value value);

  /** The value nearest to a point; the inverse of {@link #pointOf}. */
  Value valueAt(double point);

  /** Always the same value. */
  record Fixed(Value value) implements Dimension {

    @Override
    public double pointOf(Value other) {
      return value.equals(other) ? 0 : Double.NaN;
    }

    @Override
    public Value valueAt(double point) {
      return value;
    }
  }

  /** One of some values that have no order. */
  record Categorical(List<Value> choices) implements Dimension {

    public Categorical {
      choices = List.copyOf(choices);
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("a categorical parameter needs at least one choice");
      }
      if (choices.stream().distinct().count() < choices.size()) {
        throw new IllegalArgumentException("choices must differ, got " + choices);
      }
    }

    @Override
    public double pointOf(Value value) {
      int index = choices.indexOf(value);
      return index < 0 ? Double.NaN : index;
    }

    @Override
    public Value valueAt(double point) {
      return choices.get(Math.clamp(Math.round(point), 0, choices.size() - 1));
    }
  }

  /**
   * A number. Samplers see it on its <i>scale</i>: an interval of real numbers on which equal
   * distances matter equally, so logarithms for a logarithmic dimension. On a grid the interval
   * reaches half a step beyond the outermost values, so that every value has an equal share of it.
   */
  sealed interface Numeric extends Dimension permits FloatRange, FloatGrid, IntRange {

    /** Lower end of the scale. */
    double lower();

    /** Upper end of the scale, above {@link #lower()}. */
    double upper();

    /** Distance of neighbours on the scale, or 0 where the scale is continuous. */
    double step();

    /** Whether the value could have come from this dimension. */
    boolean contains(Value value);

    /** Where a value that the dimension contains lies on the scale. */
    double toScale(Value value);

    @Override
    default double pointOf(Value value) {
      return contains(value) ? toScale(value) : Double.NaN;
    }

    @Override
    default Value valueAt(double point) {
      return fromScale(point);
    }

    /** The nearest value to a point of the scale; points outside give the outermost values. */
    Value fromScale(double point);
  }
}
