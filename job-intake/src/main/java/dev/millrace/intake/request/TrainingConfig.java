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
    Holdout holdout,
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
  public record Period(@Nullable Instant start, @Nullable Instant end, @Nullable Instant asOf) {}

  /** How to search. */
  public record Search(
      boolean enabled,
      long trials,
      long parallelTrials,
      String strategy,
      String objective,
      long timeoutSeconds,
      long maxAttempts,
      String pool) {}

  /** Shares of the rows that are kept from training, the last ones in time. */
  public record Holdout(double validation, double test) {}

  TrainingConfig with(Instant asOf, Map<String, Dimension> space) {
    return new TrainingConfig(
        new Period(period.start(), period.end(), asOf),
        series,
        targetVariable,
        horizon,
        search,
        holdout,
        seed,
        space);
  }
}
