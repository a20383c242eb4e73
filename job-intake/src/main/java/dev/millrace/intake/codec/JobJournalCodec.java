package dev.millrace.intake.codec;

import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.events.internal.JobJournal;
import dev.millrace.intake.job.Fact;
import dev.millrace.intake.job.Fact.StudyEnded;
import dev.millrace.intake.job.Fact.StudyMoved;
import dev.millrace.intake.job.Findings;
import dev.millrace.intake.job.Job;
import dev.millrace.intake.job.Phase;
import dev.millrace.intake.job.Plan;
import dev.millrace.intake.job.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Jobs as their journal keeps them: all that the rules need, so that a restart forgets nothing. */
public final class JobJournalCodec {

  private static final String ASKED = "asked";
  private static final String REFUSED = "refused";
  private static final String PREPARED = "prepared";

  private JobJournalCodec() {}

  public static JobJournal write(Job job) {
    JobJournal.Builder journal =
        JobJournal.newBuilder().setState(JobCodec.write(job, Instant.EPOCH));
    switch (job.origin()) {
      case Job.Origin.NotAsked _ -> {}
      case Job.Origin.Asked _ -> journal.setOrigin(ASKED);
      case Job.Origin.Refused refused ->
          journal.setOrigin(REFUSED).setViolations(RequestCodec.write(refused.violations()));
    }
    job.findings().facts().forEach(fact -> write(fact, journal));
    return journal.build();
  }

  private static void write(Fact fact, JobJournal.Builder journal) {
    switch (fact) {
      case Fact.DatasetPrepared _ -> journal.setDataset(PREPARED);
      case Fact.DatasetRefused refused ->
          journal.setDataset(REFUSED).setRefusals(RequestCodec.write(refused.refusals()));
      case StudyMoved moved ->
          journal.setReached(moved.reached().name()).setStudyWaitingFor(moved.waitingFor());
      case StudyEnded ended ->
          journal
              .setStudyOutcome(ended.outcome().name().toLowerCase(Locale.ROOT))
              .setStudyReason(ended.reason())
              .setStudyMessage(ended.message());
      case Fact.ModelRegistered _ -> {}
      case Fact.RegistrationRefused refused ->
          journal
              .setRegistrationRefused(true)
              .setRegistrationRefusals(RequestCodec.write(refused.refusals()));
      case Fact.SeriesListed listed -> SeriesJournalCodec.write(listed, journal);
      case Fact.SeriesMoved moved -> SeriesJournalCodec.write(moved, journal);
      case Fact.CancelAsked asked ->
          journal
              .setCancelledAt(asked.at())
              .setCancelledBy(asked.by())
              .setCancelReason(asked.reason());
    }
  }

  public static Job read(JobJournal journal) {
    JobState state = journal.getState();
    if (state == null) {
      throw new IllegalArgumentException("a job's journal must hold its state, got none");
    }
    return new Job(
        state.getJobId(),
        origin(journal, state),
        new Findings(facts(journal, state)),
        course(state),
        state.getRevision());
  }

  private static Job.Origin origin(JobJournal journal, JobState state) {
    return switch (journal.getOrigin()) {
      case ASKED -> new Job.Origin.Asked(RequestCodec.read(state), state.getCreatedAt());
      case REFUSED ->
          new Job.Origin.Refused(
              RequestCodec.read(state),
              RequestCodec.read(journal.getViolations()),
              state.getCreatedAt());
      default -> new Job.Origin.NotAsked();
    };
  }

  private static Job.Course course(JobState state) {
    Instant finishedAt = state.getFinishedAt();
    return finishedAt == null || state.getStatus() == JobStatus.UNKNOWN
        ? new Job.Course.Open()
        : new Job.Course.Ended(Status.valueOf(state.getStatus().name()), finishedAt);
  }

  /** In the order in which {@link Findings} keep them. */
  private static List<Fact> facts(JobJournal journal, JobState state) {
    List<Fact> facts = new ArrayList<>();
    Instant cancelledAt = journal.getCancelledAt();
    if (cancelledAt != null) {
      facts.add(
          new Fact.CancelAsked(cancelledAt, journal.getCancelledBy(), journal.getCancelReason()));
    }
    dataset(journal, state).ifPresent(facts::add);
    if (!state.getModelId().isEmpty()) {
      facts.add(new Fact.ModelRegistered(state.getModelId(), state.getModelVersion()));
    }
    if (journal.getRegistrationRefused()) {
      facts.add(new Fact.RegistrationRefused(RequestCodec.read(journal.getRegistrationRefusals())));
    }
    facts.addAll(SeriesJournalCodec.read(journal, state));
    study(journal, state).ifPresent(facts::add);
    return facts;
  }

  private static Optional<Fact> dataset(JobJournal journal, JobState state) {
    return switch (journal.getDataset()) {
      case PREPARED ->
          Optional.of(
              new Fact.DatasetPrepared(
                  new AvroDocument(state.getDataset()), new AvroDocument(state.getQuality())));
      case REFUSED ->
          Optional.of(
              new Fact.DatasetRefused(
                  RequestCodec.read(journal.getRefusals()), new AvroDocument(state.getQuality())));
      default -> Optional.empty();
    };
  }

  private static Optional<Fact> study(JobJournal journal, JobState state) {
    var counts = FactCodec.read(state.getCounts());
    var best = FactCodec.best(state.getBestTrialNumber(), state.getBestValue());
    var startedAt = Optional.ofNullable(state.getStartedAt());
    var plan = new Plan(state.getNTrials(), state.getNTrialsReason());
    if (!journal.getStudyOutcome().isEmpty()) {
      return Optional.of(
          new StudyEnded(
              StudyEnded.Outcome.valueOf(journal.getStudyOutcome().toUpperCase(Locale.ROOT)),
              journal.getStudyReason(),
              journal.getStudyMessage(),
              startedAt,
              counts,
              best,
              plan,
              Optional.ofNullable(state.getModel()).map(AvroDocument::new)));
    }
    return journal.getReached().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StudyMoved(
                Phase.valueOf(journal.getReached()),
                startedAt,
                counts,
                best,
                plan,
                journal.getStudyWaitingFor(),
                state.getSampler()));
  }
}
