package dev.millrace.hpo.study;

import java.util.OptionalDouble;

/**
 * What a series looks like before any model sees it.
 *
 * @param observations distinct observation times
 * @param zeroShare share of observations that are exactly 0, from 0 to 1
 * @param demandInterval mean number of steps from one observation that is not 0 to the next
 * @param mean in the unit of the variable
 * @param deviation standard deviation, in the same unit
 */
public record SeriesProfile(
    long observations,
    double zeroShare,
    OptionalDouble demandInterval,
    OptionalDouble mean,
    OptionalDouble deviation) {

  /** Of data of which nothing is known. */
  public static final SeriesProfile UNKNOWN =
      new SeriesProfile(
          0, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
