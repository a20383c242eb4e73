package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.series.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the data of all series and reports what is odd. */
final class Inspection {

  private static final int FEW_ROWS = 90;
  private static final double MANY_ZEROS = 0.7;

  private long observations;
  private long expected;
  private long gaps;
  private long longestGap;
  private long corrections;
  private long nulls;
  private long offGrid;
  private long stepsBetweenDemands;
  private long demandIntervals;
  private double[] values = {};

  void look(Observations observed) {
    observations += observed.size();
    corrections += observed.corrections();
    double[] finite = observed.finiteValues();
    nulls += observed.size() - finite.length;
    int before = values.length;
    values = Arrays.copyOf(values, before + finite.length);
    System.arraycopy(finite, 0, values, before, finite.length);
  }

  void look(Collection<Grid> grids) {
    for (Grid grid : grids) {
      expected += grid.size();
      offGrid += grid.offGrid();
      long run = 0;
      for (int i = 0; i < grid.size(); i++) {
        run = Double.isNaN(grid.value(i)) ? run + 1 : 0;
        gaps += run == 1 ? 1 : 0;
        longestGap = Math.max(longestGap, run);
      }
      lookForDemand(grid);
    }
  }

  private void lookForDemand(Grid grid) {
    boolean begun = false;
    long steps = 0;
    for (int i = 0; i < grid.size(); i++) {
      double value = grid.value(i);
      steps += Double.isNaN(value) ? 0 : 1;
      if (!Double.isNaN(value) && value != 0) {
        stepsBetweenDemands += begun ? steps : 0;
        demandIntervals += begun ? 1 : 0;
        begun = true;
        steps = 0;
      }
    }
  }

  /** The report, once everything has been looked at. */
  DataQuality report(long usableRows) {
    long zeros = Arrays.stream(values).filter(value -> value == 0).count();
    double zeroShare = values.length == 0 ? 0 : (double) zeros / values.length;
    return new DataQuality(
        observations,
        Math.max(expected, observations),
        gaps,
        longestGap,
        corrections,
        nulls,
        zeroShare,
        demandInterval(),
        summary(),
        usableRows,
        warnings(zeroShare, usableRows));
  }

  private @Nullable Double demandInterval() {
    return demandIntervals == 0
        ? null
        : (@Nullable Double) ((double) stepsBetweenDemands / demandIntervals);
  }

  private List<Violation> warnings(double zeroShare, long usableRows) {
    List<Violation> found = new ArrayList<>();
    if (usableRows < FEW_ROWS) {
      found.add(
          new Violation(
              "",
              "fewer than %d rows teach little".formatted(FEW_ROWS),
              "only %d rows are usable".formatted(usableRows)));
    }
    if (zeroShare > MANY_ZEROS) {
      found.add(
          warning(
              "most values are 0",
              "%.1f %% of the values are exactly 0; relative errors say little"
                  .formatted(100 * zeroShare)));
    }
    if (gaps > 0) {
      found.add(
          warning(
              "steps are missing",
              "%d gaps, the longest of %d steps; rows that need a missing value are left out"
                  .formatted(gaps, longestGap)));
    }
    if (nulls > 0) {
      found.add(
          warning("values are missing", "%d observations have no finite value".formatted(nulls)));
    }
    if (offGrid > 0) {
      found.add(
          warning(
              "observations lie between two steps",
              "%d observations were counted for the step before them".formatted(offGrid)));
    }
    return found;
  }

  private static Violation warning(String rule, String message) {
    return new Violation("config.target_variable", rule, message);
  }

  private @Nullable ValueSummary summary() {
    if (values.length == 0) {
      return null;
    }
    double mean = 0;
    double squares = 0;
    double smallest = values[0];
    double largest = values[0];
    for (int i = 0; i < values.length; i++) {
      double delta = values[i] - mean;
      mean += delta / (i + 1);
      squares += delta * (values[i] - mean);
      smallest = Math.min(smallest, values[i]);
      largest = Math.max(largest, values[i]);
    }
    return new ValueSummary(smallest, largest, mean, Math.sqrt(squares / values.length));
  }
}
