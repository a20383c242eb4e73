package dev.millrace.hpo.search;

/** The real numbers {@code low}, {@code low + step}, … that are not above {@code high}. */
public record FloatGrid(double low, double high, double step) implements Dimension.Numeric {

  /** Forgives the rounding in, say, (0.3 - 0.1) / 0.1. */
  private static final double ROUNDING = 1e-9;

  /** As many as a double can count. */
  private static final double MOST_STEPS = 1L << 53;

  public FloatGrid {
    if (!Double.isFinite(low) || !Double.isFinite(high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException("bounds must be finite, got " + low + " and " + high);
    }
    if (low > high) {
      throw new IllegalArgumentException("low must not be above high, got " + low + " and " + high);
    }
    if (!(step > 0) || !Double.isFinite(step)) {
      throw new IllegalArgumentException("step must be above 0, got " + step);
    }
    if ((high - low) / step > MOST_STEPS) {
      throw new IllegalArgumentException("step is too small to be counted, got " + step);
    }
  }

  @Override
  public double lower() {
    return low - step / 2;
  }

  @Override
  public double upper() {
    return low + (lastIndex() + 0.5) * step;
  }

  @Override
  public boolean contains(Value value) {
    return value instanceof Value.Real(double number) && number >= low && number <= high;
  }

  @Override
  public double toScale(Value value) {
    return ((Value.Real) value).value();
  }

  @Override
  public Value fromScale(double point) {
    double index = Math.clamp(Math.rint((point - low) / step), 0.0, lastIndex());
    return new Value.Real(Math.min(low + index * step, high));
  }

  private double lastIndex() {
    return Math.floor((high - low) / step + ROUNDING);
  }
}
