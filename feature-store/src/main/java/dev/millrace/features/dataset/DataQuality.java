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
    @Nullable ValueSummary values,
    long usableRows,
    List<Violation> warnings) {

  /** The report of a request that never got as far as its data. */
  public static final DataQuality NOTHING =
      new DataQuality(0, 0, 0, 0, 0, 0, 0, null, 0, List.of());

  public DataQuality {
    warnings = List.copyOf(warnings);
  }
}
