package dev.millrace.hpo.codec;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Numbers that may be missing: null in Avro, empty in the rules. */
final class Doubles {

  private Doubles() {}

  static OptionalDouble optional(@Nullable Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  static @Nullable Double orNull(OptionalDouble number) {
    return number.isPresent() ? (@Nullable Double) number.getAsDouble() : null;
  }
}
