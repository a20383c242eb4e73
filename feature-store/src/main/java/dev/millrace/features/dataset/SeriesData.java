package dev.millrace.features.dataset;

import dev.millrace.features.series.Observations;

/** What is known of the wanted variable of one series, in the wanted range and as of then. */
public sealed interface SeriesData {

  /** Name of the series. */
  String series();

  /** At least one observation. */
  record Observed(String series, Observations observations) implements SeriesData {}

  /** The variable has observations, but none in the range. */
  record NothingInRange(String series) implements SeriesData {}

  /** The series has observations, but none of the variable. */
  record UnknownVariable(String series) implements SeriesData {}

  /** The series has no observation at all. */
  record UnknownSeries(String series) implements SeriesData {}
}
