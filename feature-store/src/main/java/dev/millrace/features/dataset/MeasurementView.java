package dev.millrace.features.dataset;

import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Rhythm;
import dev.millrace.features.series.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A tenant's measurements as they were known at one instant. However much is read, and however much
 * is written meanwhile, every reading sees the same state.
 */
public interface MeasurementView {

  /**
   * Of every time in the range the version that was known at the instant, and how many of the times
   * had been corrected by then; empty when nothing is known.
   */
  Observations observations(String series, String variable, TimeRange range);

  /** Of every time in the range all versions that were known at the instant. */
  Versions versions(String series, String variable, TimeRange range);

  /** The series of which something of the variable was known at the instant, in order. */
  List<String> seriesWith(String variable);

  /** The variables of a series of which something was known at the instant, in order. */
  List<String> variablesOf(String series);

  /**
   * How often a variable is observed, empty when there are too few observations to tell. A view
   * that has only some of them at hand must know it of all.
   *
   * @param observed what {@link #observations} gave
   */
  default Optional<Rhythm> rhythm(String series, String variable, Observations observed) {
    return Rhythm.of(observed);
  }

  /**
   * The variables of a series of which measurements were removed, and from when on all are there;
   * those of which none was removed are missing.
   */
  default Map<String, Instant> retainedFrom(String series) {
    return Map.of();
  }

  /** A series, and what time of it. */
  record Stretch(String series, TimeRange range) {}

  /** Tells what {@link #find} gives of each, in order; a view may read ahead. */
  default void findAll(String variable, List<Stretch> wanted, Consumer<SeriesData> found) {
    wanted.forEach(one -> found.accept(find(one.series(), variable, one.range())));
  }

  /** The observations, or which of the names is the first that nothing is known of. */
  default SeriesData find(String series, String variable, TimeRange range) {
    Observations observations = observations(series, variable, range);
    if (observations.size() > 0) {
      return new SeriesData.Observed(series, observations);
    }
    List<String> known = variablesOf(series);
    if (known.isEmpty()) {
      return new SeriesData.UnknownSeries(series);
    }
    return known.contains(variable)
        ? new SeriesData.NothingInRange(series)
        : new SeriesData.UnknownVariable(series);
  }
}
