package dev.millrace.hpo.search;

/** Any real number from {@code low} to {@code high}, both inclusive. */
public record FloatRange(double low, double high, boolean log) implements Dimension.Numeric {

  public FloatRange {
    if (!Double.isFinite(low) || !Double.isFinite(high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException("bounds must be finite, got " + low + " and " + high);
    }
    if (low >= high) {
      throw new IllegalArgumentException("low must be below high, got " + low + " and " + high);
    }
    if (log && low <= 0) {
      throw new IllegalArgumentException("low of a log scale must be above 0, got " + low);
    }
  }

  @Override
  public double lower() {
    return onScale(low);
  }

  @Override
  public double upper() {
    return onScale(high);
  }

  @Override
  public double step() {
    return 0;
  }

  @Override
  public boolean contains(Value value) {
    return value instanceof Value.Real(double number) && number >= low && number <= high;
  }

  @Override
  public double toScale(Value value) {
    return onScale(((Value.Real) value).value());
  }

  @Override
  public Value fromScale(double point) {
    double number = log ? StrictMath.exp(point) : point;
    return new Value.Real(Math.clamp(number, low, high));
  }

  private double onScale(double number) {
    return log ? StrictMath.log(number) : number;
  }
}
