package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The targets of a dataset, each on its grid as soon as it has been read: the observations
 * themselves, which take more memory than all that is kept, need not be held together.
 */
final class SeriesGrids {

  private final Thresholds thresholds;
  private final SortedMap<String, Grid> grids = new TreeMap<>();
  private final List<Violation> violations = new ArrayList<>();

  /** By length of a step, the first series that has it. */
  private final SortedMap<Long, String> steps = new TreeMap<>();

  private long total;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private boolean empty = true;

  SeriesGrids(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** Takes a series; there is at least one observation. */
  void add(String series, Observations observations) {
    empty = false;
    first = Math.min(first, observations.time(0));
    last = Math.max(last, observations.time(observations.size() - 1));
    Optional<Rhythm> rhythm = Rhythm.of(observations);
    if (rhythm.isEmpty()) {
      violations.add(
          thresholds.tooFewRows("series '%s' has a single observation".formatted(series)));
      return;
    }
    steps.merge(rhythm.get().stepMillis(), series, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    total += Grid.length(observations, rhythm.get());
    if (possible()) {
      grids.put(series, Grid.of(observations, rhythm.get()));
    }
  }

  /** What has been refused needs no memory. */
  private boolean possible() {
    return violations.isEmpty() && steps.size() == 1 && total <= thresholds.mostSteps();
  }

  boolean isEmpty() {
    return empty;
  }

  /** Why these series make no dataset; with none, every series has its {@linkplain #grids grid}. */
  List<Violation> violations() {
    List<Violation> found = new ArrayList<>(violations);
    if (steps.size() > 1) {
      found.add(
          new Violation(
              "config.series",
              "the series of one dataset must have the same step",
              "series '%s' has steps of %s, series '%s' of %s"
                  .formatted(
                      steps.firstEntry().getValue(),
                      Duration.ofMillis(steps.firstKey()),
                      steps.lastEntry().getValue(),
                      Duration.ofMillis(steps.lastKey()))));
    }
    if (total > thresholds.mostSteps()) {
      found.add(
          new Violation(
              "config.start_date",
              "a dataset spans at most %d steps".formatted(thresholds.mostSteps()),
              "the observations span %d steps".formatted(total)));
    }
    return found;
  }

  SortedMap<String, Grid> grids() {
    return grids;
  }

  Instant firstObservation() {
    return Instant.ofEpochMilli(first);
  }

  Instant lastObservation() {
    return Instant.ofEpochMilli(last);
  }
}
