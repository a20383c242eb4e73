package dev.millrace.hpo.codec;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.HyperParameter;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.JobConfig;
import dev.millrace.events.RankPhase;
import dev.millrace.events.RankProgressed;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialPhase;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.events.Violation;
import dev.millrace.events.WorkerHeartbeat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What other services say, to test with. */
public final class PublicEvents {

  public static final Instant NOON = Instant.parse("2025-11-01T12:00:00Z");

  private PublicEvents() {}

  public static JobAccepted jobAccepted(String job, int trials, int parallel) {
    return jobAccepted(job, trials, parallel, _ -> {});
  }

  /** A job that searches one parameter, changed so. */
  public static JobAccepted jobAccepted(
      String job, int trials, int parallel, Consumer<JobConfig.Builder> change) {
    JobConfig.Builder config =
        JobConfig.newBuilder()
            .setNTrials(trials)
            .setParallelTrials(parallel)
            .setHyperparams(Map.of("learning_rate", range(0.01, 0.3)));
    change.accept(config);
    return JobAccepted.newBuilder()
        .setJobId(job)
        .setTenantId("acme")
        .setOccurredAt(NOON)
        .setModelType("forecast")
        .setModelName("load_forecast")
        .setFeatureSet("forecast_basic")
        .setTags(Map.of("team", "grid"))
        .setConfig(config.build())
        .build();
  }

  public static HyperParameter range(double low, double high) {
    return HyperParameter.newBuilder().setType("float").setLow(low).setHigh(high).build();
  }

  public static DatasetPrepared datasetPrepared(String job) {
    return DatasetPrepared.newBuilder()
        .setJobId(job)
        .setTenantId("acme")
        .setOccurredAt(NOON)
        .setPool("default")
        .setDataset(DatasetRef.newBuilder().setRows(1000).setHorizon(24).build())
        .build();
  }

  public static DatasetPrepared datasetRefused(String job, String why) {
    return DatasetPrepared.newBuilder()
        .setJobId(job)
        .setPool("default")
        .setRefused(true)
        .setRefusals(List.of(new Violation("config.series", "enough rows", why)))
        .build();
  }

  public static JobCancelled jobCancelled(String job) {
    return JobCancelled.newBuilder()
        .setJobId(job)
        .setPool("default")
        .setReason("not needed any more")
        .build();
  }

  public static WorkerHeartbeat heartbeat(String worker, int slots, Instant at) {
    return WorkerHeartbeat.newBuilder()
        .setWorkerId(worker)
        .setPool("default")
        .setSlots(slots)
        .setOccurredAt(at)
        .build();
  }

  public static TrialProgressed started(TrialProposed proposal, String worker) {
    return TrialProgressed.newBuilder()
        .setJobId(proposal.getJobId())
        .setStudyId(proposal.getStudyId())
        .setTrialNumber(proposal.getTrialNumber())
        .setAttempt(proposal.getAttempt())
        .setAttemptId(proposal.getAttemptId())
        .setPool(proposal.getPool())
        .setWorkerId(worker)
        .setPhase(TrialPhase.STARTED)
        .build();
  }

  /** What a worker says of a rank. */
  public static RankProgressed rank(TrialProposed proposal, RankPhase phase) {
    return RankProgressed.newBuilder()
        .setJobId(proposal.getJobId())
        .setStudyId(proposal.getStudyId())
        .setTrialNumber(proposal.getTrialNumber())
        .setAttempt(proposal.getAttempt())
        .setAttemptId(proposal.getAttemptId())
        .setPool(proposal.getPool())
        .setRank(proposal.getRank())
        .setWorldSize(proposal.getWorldSize())
        .setWorkerId("w1")
        .setPhase(phase)
        .build();
  }

  /** The result of a search trial, or the model of a final fit. */
  public static TrialCompleted completed(TrialProposed proposal, double objective) {
    TrialCompleted.Builder builder =
        TrialCompleted.newBuilder()
            .setJobId(proposal.getJobId())
            .setStudyId(proposal.getStudyId())
            .setTrialNumber(proposal.getTrialNumber())
            .setAttempt(proposal.getAttempt())
            .setAttemptId(proposal.getAttemptId())
            .setPool(proposal.getPool())
            .setKind(proposal.getKind())
            .setWorkerId("w1")
            .setState(TrialState.COMPLETE)
            .setLibraryVersions(Map.of("xgboost", "3.4.0"));
    return proposal.getKind() == TrialKind.FINAL_FIT
        ? builder
            .setTestMetrics(Map.of("mae", 1.6))
            .setBaselines(Map.of("persistence", Map.of("mae", 2.5)))
            .setArtifact(new ArtifactRef("s3://millrace/models/abc", "abc", 123L))
            .build()
        : builder.setObjective(objective).setMetrics(Map.of("mae", objective)).build();
  }

  public static TrialCompleted failed(TrialProposed proposal) {
    return TrialCompleted.newBuilder(completed(proposal, 0))
        .setState(TrialState.FAILED)
        .setError("out of memory")
        .setObjective(null)
        .build();
  }
}
