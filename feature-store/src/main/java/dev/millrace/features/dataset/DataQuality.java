package dev.millrace.features.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the data look like, before any model sees them; over several series the numbers are sums.
 *
 * @param observations distinct observation times
 * @param expectedObservations how many there would be without gaps
 * @param gaps number of runs of missing steps
 * @param longestGapSteps length of the longest such run
 * @param corrections observations with more than one version up to as-of
 * @param nullValues observations without a finite value
 * @param zeroShare share of the finite values that are exactly 0
 * @param demandInterval mean number of steps from one value that is not 0 to the next, 1 = every
 *     step; missing steps are not counted, since nobody knows what they held. Null without two such
 *     values in a series
 * @param values null when there is no finite value
 * @param usableRows rows with all features and a target
 * @param warnings what is odd but no reason to refuse
 */
public record DataQuality(
    long observations,
    long expectedObservations,
    long gaps,
    long longestGapSteps,
    long corrections,
    long nullValues,
    double zeroShare,
    @Nullable Double demandInterval,
    @Nullable ValueSummary values,
    long usableRows,
    List<Violation> warnings) {

  /** The report of a request that never got as far as its data. */
  public static final DataQuality NOTHING =
      new DataQuality(0, 0, 0, 0, 0, 0, 0, null, null, 0, List.of());

  public DataQuality {
    warnings = List.copyOf(warnings);
  }
}
