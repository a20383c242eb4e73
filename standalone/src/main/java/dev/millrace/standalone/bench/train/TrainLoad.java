package dev.millrace.standalone.bench.train;

import dev.millrace.standalone.csv.MeasurementFile;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * What is trained.
 *
 * @param data the file as it was understood
 * @param slots trials at once
 * @param mode how close to what other tools do
 * @param runs how often, one after the other on the same services: from the second one on, what
 *     they compile once is compiled
 * @param quality validation objective whose price is asked for; empty when none is
 */
public record TrainLoad(
    Path file,
    MeasurementFile data,
    String series,
    String target,
    int slots,
    Mode mode,
    int runs,
    OptionalDouble quality) {
  /** Which rows, features and rules. */
  public enum Mode {
    /** As a job that says nothing: folds, embargo, early stopping, pruning, the auto sampler. */
    USUAL,
    /**
     * As a script with Optuna and XGBoost does it: its features, one fold without an embargo, the
     * level, every round of every trial, TPE.
     */
    PEER
  }

  public TrainLoad {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be ≥ 1, got " + slots);
    }
    if (runs < 1) {
      throw new IllegalArgumentException("runs must be ≥ 1, got " + runs);
    }
  }
}
