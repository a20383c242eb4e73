package dev.millrace.features.dataset.stream;

import dev.millrace.features.dataset.DataQuality;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.DatasetRules;
import dev.millrace.features.dataset.Outcome;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from a request to its rows, the same for everybody who asks: find the feature set, wait
 * for the measurements, read them and apply the rules.
 */
public final class Preparation {

  private final Barrier barrier;
  private final MeasurementQueries queries;
  private final FeatureSets sets;
  private final DatasetRules rules;

  public Preparation(
      Barrier barrier, MeasurementQueries queries, FeatureSets sets, DatasetRules rules) {
    this.barrier = barrier;
    this.queries = queries;
    this.sets = sets;
    this.rules = rules;
  }

  /**
   * What a request comes to.
   *
   * @param waited for its measurements to reach the database; nothing, when it was refused before
   */
  public record Result(Outcome outcome, Duration waited) {}

  /**
   * Prepares a dataset; with the same measurements again the same one.
   *
   * @param who asks, for the log
   * @param acceptedAt the feature set counts as it was then
   * @throws StoppedException when the service is stopping
   */
  public Result prepare(DatasetRequest request, String who, Instant acceptedAt)
      throws InterruptedException {
    List<Violation> violations = new ArrayList<>(request.violations());
    Optional<FeatureSet> set = sets.find(request.tenant(), request.featureSet(), acceptedAt);
    if (set.isEmpty()) {
      violations.add(
          DatasetRequest.unknownSet(request.featureSet(), sets.all(request.tenant(), acceptedAt)));
    }
    if (!violations.isEmpty()) {
      return new Result(new Outcome.Refused(violations, DataQuality.NOTHING), Duration.ZERO);
    }
    long start = System.nanoTime();
    barrier.await(who);
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    Outcome outcome =
        queries.asOf(
            request.tenant(),
            request.asOf(),
            view -> rules.prepare(request, set.orElseThrow(), view));
    return new Result(outcome, waited);
  }
}
