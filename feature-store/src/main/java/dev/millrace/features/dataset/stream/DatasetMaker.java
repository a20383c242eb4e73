package dev.millrace.features.dataset.stream;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.features.dataset.DataQuality;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Outcome.Refused;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.dataset.codec.DatasetCodec;
import dev.millrace.features.dataset.drift.Profile;
import dev.millrace.features.dataset.drift.Sample;
import dev.millrace.features.lineage.Lineage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Answers one job: waits for its measurements, reads them, builds and uploads the dataset. */
final class DatasetMaker {

  private final Preparation preparation;
  private final Snapshots snapshots;
  private final Lineage lineage;
  private final InstantSource clock;

  DatasetMaker(Preparation preparation, Snapshots snapshots, Lineage lineage, InstantSource clock) {
    this.preparation = preparation;
    this.snapshots = snapshots;
    this.lineage = lineage;
    this.clock = clock;
  }

  /** The answer; doing it again gives the same dataset under the same hash. */
  DatasetPrepared make(JobAccepted job) throws IOException, InterruptedException {
    DatasetRequest request = DatasetCodec.request(job);
    long start = System.nanoTime();
    // As of the acceptance, so that a repeated answer is the same one.
    Preparation.Result result = preparation.prepare(request, job.getJobId(), job.getOccurredAt());
    DatasetPrepared.Builder answer =
        switch (result.outcome()) {
          case Refused(var reasons, var quality) -> refusal(job, reasons, quality);
          case Prepared prepared -> dataset(job, request, prepared);
        };
    Duration spent = Duration.ofNanos(System.nanoTime() - start);
    return kept(
        answer
            .setWaitMs(result.waited().toMillis())
            .setBuildMs(spent.minus(result.waited()).toMillis())
            .build());
  }

  private DatasetPrepared kept(DatasetPrepared answer) {
    lineage.reports().keep(answer);
    return answer;
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
