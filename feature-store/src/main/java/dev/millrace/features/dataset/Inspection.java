package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.series.Observations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the data of all series and reports what is odd. */
final class Inspection {

  private final Thresholds thresholds;
  private final Summary summary = new Summary();
  private final List<Violation> jumps = new ArrayList<>();
  private final List<Violation> given = new ArrayList<>();
  private long observations;
  private long expected;
  private long gaps;
  private long longestGap;
  private long corrections;
  private long nulls;
  private long offGrid;
  private long stepsBetweenDemands;
  private long demandIntervals;

  Inspection(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** Adds a warning of somebody else. */
  void warn(Violation warning) {
    given.add(warning);
  }

  void look(String series, Observations observed) {
    observations += observed.size();
    corrections += observed.corrections();
    for (int i = 0; i < observed.size(); i++) {
      double value = observed.value(i);
      if (Double.isFinite(value)) {
        summary.add(value);
      } else {
        nulls++;
      }
    }
    LevelJumps.first(observed, thresholds.levelJump())
        .map(jump -> jump.warning(series))
        .ifPresent(jumps::add);
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

  /** Why such values teach nothing. */
  List<Violation> refusals() {
    return summary.zeroShare() > thresholds.mostZeros()
        ? List.of(
            new Violation(
                "config.target_variable",
                "at most %s of the values may be 0".formatted(thresholds.mostZeros()),
                "%.1f %% of the values are exactly 0".formatted(100 * summary.zeroShare())))
        : List.of();
  }

  /** The report, once everything has been looked at. */
  DataQuality report(long usableRows) {
    return new DataQuality(
        observations,
        Math.max(expected, observations),
        gaps,
        longestGap,
        corrections,
        nulls,
        summary.zeroShare(),
        demandInterval(),
        summary.of(),
        usableRows,
        warnings(usableRows));
  }

  private @Nullable Double demandInterval() {
    return demandIntervals == 0
        ? null
        : (@Nullable Double) ((double) stepsBetweenDemands / demandIntervals);
  }

  private List<Violation> warnings(long usableRows) {
    List<Violation> found = new ArrayList<>(given);
    double zeroShare = summary.zeroShare();
    if (usableRows < thresholds.fewRows()) {
      found.add(
          new Violation(
              "",
              "fewer than %d rows teach little".formatted(thresholds.fewRows()),
              "only %d rows are usable".formatted(usableRows)));
    }
    if (zeroShare > thresholds.manyZeros()) {
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
    found.addAll(jumps);
    return found;
  }

  static Violation warning(String rule, String message) {
    return new Violation("config.target_variable", rule, message);
  }
}
