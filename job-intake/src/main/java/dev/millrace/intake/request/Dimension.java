package dev.millrace.intake.request;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
 * @param when the other parameters, and their values, with which this one exists; empty for all
 */
public record Dimension(
    String type,
    @Nullable Double low,
    @Nullable Double high,
    boolean log,
    @Nullable Double step,
    List<Scalar> choices,
    @Nullable Scalar value,
    Map<String, List<Scalar>> when) {

  public static final String FLOAT = "float";
  public static final String INT = "int";
  public static final String CATEGORICAL = "categorical";
  public static final String FIXED = "fixed";

  /** How far from a grid point, in steps, a value may lie for the arithmetic's sake. */
  private static final double ROUNDING = 1e-9;

  public Dimension {
    choices = List.copyOf(choices);
    Map<String, List<Scalar>> sorted = new TreeMap<>();
    when.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
    when = Collections.unmodifiableMap(sorted);
  }

  public static Dimension real(double low, double high) {
    return range(FLOAT, low, high, false);
  }

  public static Dimension logReal(double low, double high) {
    return range(FLOAT, low, high, true);
  }

  public static Dimension whole(long low, long high) {
    return range(INT, (double) low, (double) high, false);
  }

  private static Dimension range(String type, double low, double high, boolean log) {
    return new Dimension(type, low, high, log, null, List.of(), null, Map.of());
  }

  public static Dimension oneOf(Scalar... choices) {
    return new Dimension(CATEGORICAL, null, null, false, null, List.of(choices), null, Map.of());
  }

  public static Dimension fixed(Scalar value) {
    return new Dimension(FIXED, null, null, false, null, List.of(), value, Map.of());
  }

  /** The same parameter, part of a trial only beside these values of another one. */
  public Dimension onlyWhen(Map<String, List<Scalar>> values) {
    return new Dimension(type, low, high, log, step, choices, value, values);
  }

  public boolean isFixed() {
    return type.equals(FIXED);
  }

  /** A value as this parameter has it, 3.0 being 3 for an int; empty when it never has it. */
  Optional<Scalar> own(Scalar other) {
    return switch (type) {
      case FLOAT -> onGrid(other.asNumber()) ? Optional.of(real(other)) : Optional.empty();
      case INT ->
          Hyperparameter.isWhole(other.asNumber()) && onWholeGrid(other.asNumber())
              ? Optional.of(new Scalar.Whole((long) other.asNumber()))
              : Optional.empty();
      case CATEGORICAL -> choices.stream().filter(other::isAlike).findFirst();
      case FIXED -> Optional.ofNullable(value).filter(other::isAlike);
      default -> Optional.empty();
    };
  }

  private static Scalar real(Scalar number) {
    return new Scalar.Real(number.asNumber());
  }

  private boolean isWithin(double number) {
    return low != null && high != null && number >= low && number <= high;
  }

  /** Whole numbers need no rounding, and with large steps would be forgiven too much by it. */
  private boolean onWholeGrid(double number) {
    return isWithin(number)
        && (step == null || low == null || ((long) number - low.longValue()) % step == 0);
  }

  private boolean onGrid(double number) {
    if (!isWithin(number)) {
      return false;
    }
    if (step == null || low == null) {
      return true;
    }
    double steps = (number - low) / step;
    return Math.abs(steps - Math.rint(steps)) <= ROUNDING * Math.max(1, steps);
  }

  /** Whether a value, as this parameter has it, is one of those. */
  boolean holds(List<Scalar> values, Scalar given) {
    return values.stream().anyMatch(given::isAlike);
  }

  /** The values of a parent with which this parameter exists; none when that is no parent. */
  Stream<Scalar> valuesOf(String parent) {
    return when.getOrDefault(parent, List.of()).stream();
  }

  /** How many values it can have; infinite without a grid. */
  double size() {
    return switch (type) {
      case FLOAT -> step == null ? Double.POSITIVE_INFINITY : steps(step);
      case INT -> steps(step == null ? 1 : step);
      case CATEGORICAL -> choices.size();
      default -> 1;
    };
  }

  private double steps(double width) {
    return low == null || high == null ? 0 : Math.floor((high - low) / width + ROUNDING) + 1;
  }

  /** What a value of it must be, to follow "must be". */
  String demand() {
    return switch (type) {
      case CATEGORICAL -> "one of " + choices;
      case FIXED -> String.valueOf(value);
      default ->
          "%s from %s to %s%s"
              .formatted(
                  type.equals(INT) ? "a whole number" : "a number",
                  low,
                  high,
                  step == null ? "" : " in steps of " + step);
    };
  }
}
