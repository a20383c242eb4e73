package dev.millrace.trainer.worker.codec;

import dev.millrace.events.RankPhase;
import dev.millrace.events.RankProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.trainer.xgboost.RankAddress;
import java.time.InstantSource;
import java.util.UUID;

/** Writes what a worker says about a rank of a model that several slots train together. */
public final class RankEvents {
  private final String workerId;
  private final String workerName;
  private final InstantSource clock;

  /**
   * Writes in the name of a worker.
   *
   * @param workerName the place that it runs at; empty when it has none
   */
  public RankEvents(String workerId, String workerName, InstantSource clock) {
    this.workerId = workerId;
    this.workerName = workerName;
    this.clock = clock;
  }

  /** The attempt that a rank belongs to. */
  public static String attempt(TrialProposed proposed) {
    return attempt(proposed.getTrialId(), proposed.getAttempt());
  }

  /** The attempt that a rank belongs to. */
  public static String attempt(RankProgressed event) {
    return attempt(event.getTrialId(), event.getAttempt());
  }

  private static String attempt(String trialId, int number) {
    return trialId + "-" + number;
  }

  /** Whether the proposal is one rank of several. */
  public static boolean isTogether(TrialProposed proposed) {
    return proposed.getWorldSize() > 1;
  }

  /** Whether another rank speaks for the trial. */
  public static boolean isSpokenFor(TrialProposed proposed) {
    return proposed.getRank() > 0;
  }

  /** STARTED, ALIVE or DONE. */
  public RankProgressed progressed(TrialProposed proposed, RankPhase phase) {
    return about(proposed, phase).build();
  }

  public RankProgressed meeting(TrialProposed proposed, RankAddress address) {
    return about(proposed, RankPhase.MEETING)
        .setHost(address.host())
        .setPort(address.port())
        .build();
  }

  public RankProgressed gaveUp(TrialProposed proposed, String why) {
    return about(proposed, RankPhase.GAVE_UP).setMessage(why).build();
  }

  private RankProgressed.Builder about(TrialProposed proposed, RankPhase phase) {
    return RankProgressed.newBuilder()
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
        .setRank(proposed.getRank())
        .setWorldSize(proposed.getWorldSize())
        .setWorkerId(workerId)
        .setWorkerName(workerName)
        .setPhase(phase);
  }
}
