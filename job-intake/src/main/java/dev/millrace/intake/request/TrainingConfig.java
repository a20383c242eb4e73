package dev.millrace.intake.request;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to train and how, as it was asked for. Numbers are wide enough to hold whatever a requester
 * may send, so that a rule can name the value.
 *
 * @param horizon steps ahead
 * @param seed of everything random
 * @param hyperparams search space and fixed values by name, in the order of the names
 */
public record TrainingConfig(
    Period period,
    List<String> series,
    String targetVariable,
    long horizon,
    Search search,
    Tuning tuning,
    Holdout holdout,
    Fitting fitting,
    long seed,
    Map<String, Dimension> hyperparams) {

  public TrainingConfig {
    series = List.copyOf(series);
    // Sorted, because the order travels to the samplers and must not depend on a hash seed.
    hyperparams = Collections.unmodifiableMap(new TreeMap<>(hyperparams));
  }

  /**
   * Which observations.
   *
   * @param start first, inclusive; null for the earliest there is
   * @param end last, exclusive; null for the latest there is
   * @param asOf only what was recorded by then counts; null for the moment of the decision
   */
  public record Period(@Nullable Instant start, @Nullable Instant end, @Nullable Instant asOf) {
    Period knownAt(Instant at) {
      return asOf == null ? new Period(start, end, at) : this;
    }
  }

  /**
   * How to search.
   *
   * @param trials how many; {@link SearchRules#AUTO_TRIALS} for as many as suit the data
   */
  public record Search(
      boolean enabled,
      long trials,
      long parallelTrials,
      String strategy,
      String objective,
      long timeoutSeconds,
      long maxAttempts,
      String pool) {
    Search by(String otherObjective) {
      return new Search(
          enabled,
          trials,
          parallelTrials,
          strategy,
          otherObjective,
          timeoutSeconds,
          maxAttempts,
          pool);
    }

    Search upTo(long otherTrials, long otherTimeoutSeconds) {
      return new Search(
          enabled,
          otherTrials,
          parallelTrials,
          strategy,
          objective,
          otherTimeoutSeconds,
          maxAttempts,
          pool);
    }
  }

  /** Shares of the rows that are kept from training, the last ones in time. */
  public record Holdout(double validation, double test) {}

  TrainingConfig with(Period other) {
    return new TrainingConfig(
        other,
        series,
        targetVariable,
        horizon,
        search,
        tuning,
        holdout,
        fitting,
        seed,
        hyperparams);
  }

  TrainingConfig with(Search other, Tuning otherTuning) {
    return new TrainingConfig(
        period,
        series,
        targetVariable,
        horizon,
        other,
        otherTuning,
        holdout,
        fitting,
        seed,
        hyperparams);
  }

  TrainingConfig with(Map<String, Dimension> space) {
    return new TrainingConfig(
        period, series, targetVariable, horizon, search, tuning, holdout, fitting, seed, space);
  }
}
