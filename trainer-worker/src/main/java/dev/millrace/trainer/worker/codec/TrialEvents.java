package dev.millrace.trainer.worker.codec;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.CheckpointRef;
import dev.millrace.events.JobLog;
import dev.millrace.events.ResourceUse;
import dev.millrace.events.StepReport;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialPhase;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.trainer.train.Outcome;
import dev.millrace.trainer.train.Step;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes what a worker says about an attempt. */
public final class TrialEvents {
  private final String workerId;
  private final String workerName;
  private final Map<String, String> libraryVersions;
  private final InstantSource clock;

  /**
   * Writes in the name of a worker.
   *
   * @param workerName the place that it runs at; empty when it has none
   */
  public TrialEvents(
      String workerId,
      String workerName,
      Map<String, String> libraryVersions,
      InstantSource clock) {
    this.workerId = workerId;
    this.workerName = workerName;
    this.libraryVersions = Map.copyOf(libraryVersions);
    this.clock = clock;
  }

  public Map<String, String> libraryVersions() {
    return libraryVersions;
  }

  /**
   * How an attempt gets on.
   *
   * @param checkpoint what it has just stored, if so
   */
  public TrialProgressed progressed(
      TrialProposed proposed,
      TrialPhase phase,
      List<StepReport> steps,
      int totalSteps,
      Optional<CheckpointRef> checkpoint) {
    return TrialProgressed.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(clock.instant())
        .setTenantId(proposed.getTenantId())
        .setJobId(proposed.getJobId())
        .setStudyId(proposed.getStudyId())
        .setTrialId(proposed.getTrialId())
        .setTrialNumber(proposed.getTrialNumber())
        .setAttempt(proposed.getAttempt())
        .setAttemptId(proposed.getAttemptId())
        .setPool(proposed.getPool())
        .setKind(proposed.getKind())
        .setWorkerId(workerId)
        .setWorkerName(workerName)
        .setPhase(phase)
        .setSteps(steps)
        .setTotalSteps(totalSteps)
        .setCheckpoint(checkpoint.orElse(null))
        .build();
  }

  /** A search trial that ended, was pruned, or an attempt that was cancelled. */
  public TrialCompleted ended(TrialProposed proposed, Outcome outcome, ResourceUse resources) {
    TrialCompleted.Builder event =
        completed(proposed).setResources(resources).setSteps(outcome.steps());
    return switch (outcome) {
      case Outcome.Searched searched ->
          event
              .setState(TrialState.COMPLETE)
              .setObjective(searched.objective())
              .setMetrics(searched.metrics())
              .setCurve(curve(searched.curve()))
              .build();
      case Outcome.Pruned pruned ->
          event
              .setState(TrialState.PRUNED)
              .setObjective(pruned.value())
              .setMetrics(pruned.metrics())
              .setCurve(curve(pruned.curve()))
              .build();
      case Outcome.Cancelled _ -> event.setState(TrialState.CANCELLED).build();
      case Outcome.Fitted _ ->
          throw new IllegalArgumentException("a fitted model is announced with its artifact");
    };
  }

  /** Without times: an attempt that is run again says the same. */
  private static List<StepReport> curve(List<Step> curve) {
    return curve.stream()
        .map(step -> new StepReport(step.number(), step.budgetShare(), step.value(), 0L))
        .toList();
  }

  /** A final fit whose model is in object storage. */
  public TrialCompleted fitted(
      TrialProposed proposed, Outcome.Fitted fitted, ArtifactRef artifact, ResourceUse resources) {
    return completed(proposed)
        .setState(TrialState.COMPLETE)
        .setSteps(fitted.steps())
        .setObjective(fitted.objective())
        .setTestMetrics(fitted.testMetrics())
        .setBaselines(fitted.baselines())
        .setArtifact(artifact)
        .setResources(resources)
        .build();
  }

  /** A rank whose model another rank announces. */
  public TrialCompleted helped(
      TrialProposed proposed, Outcome.Fitted fitted, ResourceUse resources) {
    return completed(proposed)
        .setState(TrialState.COMPLETE)
        .setSteps(fitted.steps())
        .setResources(resources)
        .build();
  }

  public TrialCompleted failed(TrialProposed proposed, String error, ResourceUse resources) {
    return completed(proposed)
        .setState(TrialState.FAILED)
        .setError(error)
        .setResources(resources)
        .build();
  }

  /** The id is made of the attempt's: a result that is written twice is recognisably the same. */
  private TrialCompleted.Builder completed(TrialProposed proposed) {
    String name = "trial-completed/" + proposed.getAttemptId();
    return TrialCompleted.newBuilder()
        .setEventId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString())
        .setOccurredAt(clock.instant())
        .setTenantId(proposed.getTenantId())
        .setJobId(proposed.getJobId())
        .setStudyId(proposed.getStudyId())
        .setTrialId(proposed.getTrialId())
        .setTrialNumber(proposed.getTrialNumber())
        .setAttempt(proposed.getAttempt())
        .setAttemptId(proposed.getAttemptId())
        .setPool(proposed.getPool())
        .setKind(proposed.getKind())
        .setWorkerId(workerId)
        .setParameters(proposed.getParameters())
        .setSeed(proposed.getSeed())
        .setLibraryVersions(libraryVersions);
  }

  /** A line in the job's log: what the result has no field for. */
  public JobLog log(TrialProposed proposed, String level, String message) {
    return JobLog.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(clock.instant())
        .setTenantId(proposed.getTenantId())
        .setJobId(proposed.getJobId())
        .setTrialId(proposed.getTrialId())
        .setLevel(level)
        .setService("trainer-worker")
        .setMessage(message)
        .setFields(
            Map.of("attempt", Integer.toString(proposed.getAttempt()), "worker_id", workerId))
        .build();
  }
}
