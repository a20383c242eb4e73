package dev.millrace.standalone.bench.search;

import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.Value;

/** A function of a trial's parameters; smaller is better. */
@FunctionalInterface
interface Objective {

  double of(Parameters parameters);

  /** The value of a numeric parameter. */
  static double number(Parameters parameters, String name) {
    return switch (parameters.get(name).orElseThrow()) {
      case Value.Real(double value) -> value;
      case Value.Whole(long value) -> value;
      case Value.Text _, Value.Flag _ ->
          throw new IllegalArgumentException(name + " is not a number");
    };
  }

  /** The value of a parameter that names a choice. */
  static String text(Parameters parameters, String name) {
    return parameters.get(name).orElseThrow() instanceof Value.Text(String value) ? value : "";
  }

  /** The parameters {@code x0}, {@code x1}, … */
  static double[] vector(Parameters parameters, int dimensions) {
    double[] x = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      x[i] = number(parameters, "x" + i);
    }
    return x;
  }
}
