package dev.millrace.hpo.search;

/** The value of one hyperparameter. */
public sealed interface Value {

  record Whole(long value) implements Value {}

  record Real(double value) implements Value {

    public Real {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a parameter must be finite, got " + value);
      }
    }
  }

  record Text(String value) implements Value {}

  record Flag(boolean value) implements Value {}
}
