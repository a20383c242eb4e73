package dev.millrace.hpo.search;

/** The whole numbers {@code low}, {@code low + every}, … that are not above {@code high}. */
public record IntRange(long low, long high, long every, boolean log) implements Dimension.Numeric {

  /** Largest magnitude up to which each whole number is also a double. */
  private static final long EXACT = 1L << 53;

  public IntRange {
    if (low > high) {
      throw new IllegalArgumentException("low must not be above high, got " + low + " and " + high);
    }
    if (low < -EXACT || high > EXACT) {
      throw new IllegalArgumentException(
          "bounds must lie within ±2^53, got " + low + " and " + high);
    }
    if (every < 1) {
      throw new IllegalArgumentException("step must be at least 1, got " + every);
    }
    if (log && (low < 1 || every != 1)) {
      throw new IllegalArgumentException(
          "a log scale needs low ≥ 1 and step 1, got low " + low + " and step " + every);
    }
  }

  @Override
  public double lower() {
    return log ? StrictMath.log(low - 0.5) : low - every / 2.0;
  }

  @Override
  public double upper() {
    return log ? StrictMath.log(high + 0.5) : last() + every / 2.0;
  }

  /** Logarithms of whole numbers are not evenly spaced: their scale counts as continuous. */
  @Override
  public double step() {
    return log ? 0 : every;
  }

  @Override
  public boolean contains(Value value) {
    return value instanceof Value.Whole(long number) && number >= low && number <= high;
  }

  @Override
  public double toScale(Value value) {
    long number = ((Value.Whole) value).value();
    return log ? StrictMath.log((double) number) : (double) number;
  }

  @Override
  public Value fromScale(double point) {
    if (log) {
      return new Value.Whole(Math.clamp(Math.round(StrictMath.exp(point)), low, high));
    }
    long index = Math.round((point - low) / every);
    return new Value.Whole(low + Math.clamp(index, 0, (last() - low) / every) * every);
  }

  private long last() {
    return low + (high - low) / every * every;
  }
}
