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
 * @param series names, or a single {@link #EVERY_SERIES}
 * @param perSeries whether each gets a model of its own, by a job of its own
 * @param horizon steps ahead
 * @param seed of everything random
 * @param hyperparams search space and fixed values by name, in the order of the names
 */
public record TrainingConfig(
    Period period,
    List<String> series,
    boolean perSeries,
    String targetVariable,
    long horizon,
    Search search,
    Tuning tuning,
    Holdout holdout,
    Fitting fitting,
    long seed,
    Map<String, Dimension> hyperparams) {

  /** Stands for every series of the tenant that has the variable. */
  public static final String EVERY_SERIES = "*";

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

    /** Whatever was recorded meanwhile counts, too. */
    Period knownLater() {
      return new Period(start, end, null);
    }
  }

  /**
   * How to search.
   *
   * @param trials how many; {@link SearchRules#AUTO_TRIALS} for as many as suit the data
   * @param trainingWorkers slots that train the final model together
   */
  public record Search(
      boolean enabled,
      long trials,
      long parallelTrials,
      String strategy,
      String objective,
      long timeoutSeconds,
      long maxAttempts,
      long trainingWorkers,
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
          trainingWorkers,
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
          trainingWorkers,
          pool);
    }
  }

  /** Shares of the rows that are kept from training, the last ones in time. */
  public record Holdout(double validation, double test) {}

  TrainingConfig with(Period other) {
    return new TrainingConfig(
        other,
        series,
        perSeries,
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
        perSeries,
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
        period,
        series,
        perSeries,
        targetVariable,
        horizon,
        search,
        tuning,
        holdout,
        fitting,
        seed,
        space);
  }

  /** Whether the series are those that feature-store will list. */
  public boolean isForEverySeries() {
    return series.equals(List.of(EVERY_SERIES));
  }

  /** The same for other series, each of which still gets a model of its own. */
  TrainingConfig forEachOf(List<String> others) {
    return of(others, perSeries, seed);
  }

  /** The same for one series, and no more to be divided. */
  TrainingConfig forOnly(String one, long otherSeed) {
    return of(List.of(one), false, otherSeed);
  }

  private TrainingConfig of(List<String> others, boolean each, long otherSeed) {
    return new TrainingConfig(
        period,
        others,
        each,
        targetVariable,
        horizon,
        search,
        tuning,
        holdout,
        fitting,
        otherSeed,
        hyperparams);
  }
}
