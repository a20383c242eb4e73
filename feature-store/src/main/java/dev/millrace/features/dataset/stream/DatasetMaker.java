package dev.millrace.features.dataset.stream;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.features.dataset.DataQuality;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.DatasetRules;
import dev.millrace.features.dataset.Outcome;
import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Outcome.Refused;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.dataset.codec.DatasetCodec;
import dev.millrace.features.dataset.drift.Profile;
import dev.millrace.features.dataset.drift.Sample;
import dev.millrace.features.lineage.Lineage;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers one job: waits for its measurements, reads them, builds and uploads the dataset. */
final class DatasetMaker {

  private final Barrier barrier;
  private final MeasurementQueries queries;
  private final FeatureSets sets;
  private final DatasetRules rules;
  private final Snapshots snapshots;
  private final Lineage lineage;
  private final InstantSource clock;

  DatasetMaker(
      Barrier barrier,
      MeasurementQueries queries,
      FeatureSets sets,
      DatasetRules rules,
      Snapshots snapshots,
      Lineage lineage,
      InstantSource clock) {
    this.barrier = barrier;
    this.queries = queries;
    this.sets = sets;
    this.rules = rules;
    this.snapshots = snapshots;
    this.lineage = lineage;
    this.clock = clock;
  }

  /** The answer; doing it again gives the same dataset under the same hash. */
  DatasetPrepared make(JobAccepted job) throws IOException, InterruptedException {
    DatasetRequest request = DatasetCodec.request(job);
    List<Violation> violations = new ArrayList<>(request.violations());
    // As of the acceptance, so that a repeated answer is the same one.
    Optional<FeatureSet> set =
        sets.find(job.getTenantId(), job.getFeatureSet(), job.getOccurredAt());
    if (set.isEmpty()) {
      violations.add(
          DatasetRequest.unknownSet(
              job.getFeatureSet(), sets.all(job.getTenantId(), job.getOccurredAt())));
    }
    if (!violations.isEmpty()) {
      return kept(refusal(job, violations, DataQuality.NOTHING).build());
    }
    long start = System.nanoTime();
    barrier.await(job.getJobId());
    long waited = System.nanoTime();
    DatasetPrepared.Builder answer =
        switch (prepare(request, set.orElseThrow())) {
          case Refused(var reasons, var quality) -> refusal(job, reasons, quality);
          case Prepared prepared -> dataset(job, request, prepared);
        };
    return kept(
        answer
            .setWaitMs(Duration.ofNanos(waited - start).toMillis())
            .setBuildMs(Duration.ofNanos(System.nanoTime() - waited).toMillis())
            .build());
  }

  private DatasetPrepared kept(DatasetPrepared answer) {
    lineage.reports().keep(answer);
    return answer;
  }

  private Outcome prepare(DatasetRequest request, FeatureSet set) {
    return queries.asOf(
        request.tenant(), request.asOf(), view -> rules.prepare(request, set, view));
  }

  /** The answer to a job that our own mistake keeps from having a dataset. */
  DatasetPrepared failed(JobAccepted job, Throwable failure) {
    Violation violation =
        new Violation(
            "",
            "the feature store must be able to build the dataset",
            "building the dataset failed unexpectedly: " + failure);
    return refusal(job, List.of(violation), DataQuality.NOTHING).build();
  }

  private DatasetPrepared.Builder dataset(
      JobAccepted job, DatasetRequest request, Prepared prepared) throws IOException {
    ArtifactRef artifact = snapshots.store(prepared.table());
    DatasetPrepared.Builder answer =
        DatasetCodec.answer(job, clock.instant(), prepared.quality())
            .setDataset(DatasetCodec.reference(request, prepared, artifact));
    Sample sample = new Sample(prepared.table());
    lineage
        .references()
        .find(job.getTenantId(), job.getModelName())
        .ifPresent(
            reference ->
                DatasetCodec.addDrift(
                    answer,
                    reference.modelId(),
                    reference.profile().driftOf(sample),
                    lineage.movedPsi()));
    lineage.references().keep(artifact.getSha256(), Profile.of(sample));
    return answer;
  }

  private DatasetPrepared.Builder refusal(
      JobAccepted job, List<Violation> reasons, DataQuality quality) {
    return DatasetCodec.answer(job, clock.instant(), quality)
        .setRefused(true)
        .setRefusals(DatasetCodec.violations(reasons));
  }
}
