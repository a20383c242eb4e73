package dev.millrace.intake.request;

/** A single value of a hyperparameter. */
public sealed interface Scalar {

  /** A whole number. */
  record Whole(long value) implements Scalar {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** A number that need not be whole. */
  record Real(double value) implements Scalar {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /** A word. */
  record Text(String value) implements Scalar {
    @Override
    public String toString() {
      return '"' + value + '"';
    }
  }

  /** Yes or no. */
  record Flag(boolean value) implements Scalar {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** Whether the value is a finite number; words and flags are not. */
  default boolean isFiniteNumber() {
    return switch (this) {
      case Whole _ -> true;
      case Real real -> Double.isFinite(real.value());
      case Text _, Flag _ -> false;
    };
  }

  /** The number, or NaN for what is none. */
  default double asNumber() {
    return switch (this) {
      case Whole whole -> whole.value();
      case Real real -> real.value();
      case Text _, Flag _ -> Double.NaN;
    };
  }

  /** The same value; 1 and 1.0 are. */
  default boolean isAlike(Scalar other) {
    return equals(other) || (isFiniteNumber() && asNumber() == other.asNumber());
  }
}
