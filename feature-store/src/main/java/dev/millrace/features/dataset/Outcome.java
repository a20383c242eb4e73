package dev.millrace.features.dataset;

import dev.millrace.features.set.FeatureSet;
import java.time.Instant;
import java.util.List;

/** What became of a request for a dataset. */
public sealed interface Outcome {

  /** What the data look like. */
  DataQuality quality();

  /**
   * The rows are there.
   *
   * @param series those whose rows are there, in order
   * @param stepMillis length of a step
   * @param firstObservation time of the first observation used
   * @param lastObservation time of the last observation used
   */
  record Prepared(
      FeatureSet set,
      List<String> series,
      FeatureTable table,
      Splits splits,
      long stepMillis,
      Instant firstObservation,
      Instant lastObservation,
      DataQuality quality)
      implements Outcome {
    public Prepared {
      series = List.copyOf(series);
    }
  }

  /** There is no dataset, for at least one reason. */
  record Refused(List<Violation> reasons, DataQuality quality) implements Outcome {
    public Refused {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a refusal must have a reason");
      }
    }
  }
}
