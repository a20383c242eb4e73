package dev.millrace.intake.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hyperparameter as it was asked for, before any rule was applied: {@link SpaceRules} says
 * which of the components belong to which type.
 *
 * @param type float, int, categorical or fixed
 * @param low smallest value, inclusive
 * @param high largest value, inclusive
 * @param log whether the scale is logarithmic
 * @param step grid step from low
 * @param choices values of a categorical
 * @param value value of a fixed one
 */
public record Dimension(
    String type,
    @Nullable Double low,
    @Nullable Double high,
    boolean log,
    @Nullable Double step,
    List<Scalar> choices,
    @Nullable Scalar value) {

  public static final String FLOAT = "float";
  public static final String INT = "int";
  public static final String CATEGORICAL = "categorical";
  public static final String FIXED = "fixed";

  public Dimension {
    choices = List.copyOf(choices);
  }

  public static Dimension real(double low, double high) {
    return new Dimension(FLOAT, low, high, false, null, List.of(), null);
  }

  public static Dimension logReal(double low, double high) {
    return new Dimension(FLOAT, low, high, true, null, List.of(), null);
  }

  public static Dimension whole(long low, long high) {
    return new Dimension(INT, (double) low, (double) high, false, null, List.of(), null);
  }

  public static Dimension oneOf(Scalar... choices) {
    return new Dimension(CATEGORICAL, null, null, false, null, List.of(choices), null);
  }

  public static Dimension fixed(Scalar value) {
    return new Dimension(FIXED, null, null, false, null, List.of(), value);
  }

  public boolean isFixed() {
    return type.equals(FIXED);
  }
}
