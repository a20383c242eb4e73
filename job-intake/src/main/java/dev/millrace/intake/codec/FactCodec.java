package dev.millrace.intake.codec;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.RegistrationRefused;
import dev.millrace.events.SeriesListed;
import dev.millrace.events.SeriesProgressed;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialCounts;
import dev.millrace.intake.job.Best;
import dev.millrace.intake.job.Counts;
import dev.millrace.intake.job.Fact;
import dev.millrace.intake.job.Phase;
import dev.millrace.intake.job.Plan;
import dev.millrace.intake.job.SeriesCounts;
import dev.millrace.intake.job.Status;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What other services say about a job. */
public final class FactCodec {

  private FactCodec() {}

  public static Fact read(JobCancelled event) {
    return new Fact.CancelAsked(event.getOccurredAt(), event.getRequestedBy(), event.getReason());
  }

  public static Fact read(DatasetPrepared event) {
    AvroDocument quality = new AvroDocument(event.getQuality());
    DatasetRef dataset = event.getDataset();
    return event.getRefused() || dataset == null
        ? new Fact.DatasetRefused(RequestCodec.read(event.getRefusals()), quality)
        : new Fact.DatasetPrepared(new AvroDocument(dataset), quality);
  }

  public static Fact read(StudyProgressed event) {
    Phase reached = phase(event);
    return new Fact.StudyMoved(
        reached,
        reached == Phase.QUEUE ? Optional.empty() : Optional.of(event.getOccurredAt()),
        read(event.getCounts()),
        best(event.getBestTrialNumber(), event.getBestValue()),
        new Plan(event.getNTrials(), event.getNTrialsReason()),
        event.getWaitingFor(),
        event.getSampler());
  }

  public static Fact read(StudyCompleted event) {
    return new Fact.StudyEnded(
        outcome(event.getOutcome()),
        event.getStopReason(),
        event.getMessage(),
        Optional.of(event.getStartedAt()).filter(at -> at.isAfter(Instant.EPOCH)),
        read(event.getCounts()),
        best(event.getBestTrialNumber(), event.getBestValue()),
        new Plan(event.getNTrials(), event.getNTrialsReason()),
        Optional.ofNullable(event.getModel()).map(AvroDocument::new));
  }

  public static Fact read(ModelRegistered event) {
    return new Fact.ModelRegistered(event.getModelId(), event.getVersion());
  }

  public static Fact read(RegistrationRefused event) {
    return new Fact.RegistrationRefused(RequestCodec.read(event.getViolations()));
  }

  public static Fact read(SeriesListed event) {
    return new Fact.SeriesListed(
        event.getSeries(), event.getTotal(), RequestCodec.read(event.getRefusals()));
  }

  public static Fact read(SeriesProgressed event) {
    return Fact.SeriesMoved.of(
        event.getSeries(),
        Status.valueOf(event.getStatus().name()),
        event.getProblem(),
        Optional.ofNullable(event.getStartedAt()));
  }

  static dev.millrace.events.SeriesCounts write(SeriesCounts counts) {
    return dev.millrace.events.SeriesCounts.newBuilder()
        .setTotal(counts.total())
        .setQueued(counts.queued())
        .setRunning(counts.running())
        .setCompleted(counts.completed())
        .setFailed(counts.failed())
        .setCancelled(counts.cancelled())
        .build();
  }

  static Counts read(TrialCounts counts) {
    return new Counts(
        counts.getWaiting(),
        counts.getRunning(),
        counts.getComplete(),
        counts.getPruned(),
        counts.getFailed(),
        counts.getCancelled(),
        counts.getLostAttempts());
  }

  static TrialCounts write(Counts counts) {
    return TrialCounts.newBuilder()
        .setWaiting(counts.waiting())
        .setRunning(counts.running())
        .setComplete(counts.complete())
        .setPruned(counts.pruned())
        .setFailed(counts.failed())
        .setCancelled(counts.cancelled())
        .setLostAttempts(counts.lostAttempts())
        .build();
  }

  static Optional<Best> best(int trialNumber, @Nullable Double value) {
    return value == null || trialNumber < 0
        ? Optional.empty()
        : Optional.of(new Best(trialNumber, value));
  }

  private static Phase phase(StudyProgressed event) {
    return switch (event.getChange()) {
      case UNKNOWN, QUEUED -> Phase.QUEUE;
      case WAITING -> read(event.getCounts()).any() ? Phase.SEARCH : Phase.QUEUE;
      case STARTED, TRIAL_PROPOSED, TRIAL_STARTED, TRIAL_COUNTED, ATTEMPT_LOST -> Phase.SEARCH;
      case FINAL_FIT -> Phase.FINAL_FIT;
    };
  }

  private static Fact.StudyEnded.Outcome outcome(StudyOutcome outcome) {
    return switch (outcome) {
      case COMPLETED -> Fact.StudyEnded.Outcome.COMPLETED;
      case CANCELLED -> Fact.StudyEnded.Outcome.CANCELLED;
      case FAILED, UNKNOWN -> Fact.StudyEnded.Outcome.FAILED;
    };
  }
}
