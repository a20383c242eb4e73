package dev.millrace.intake.job;

import dev.millrace.intake.job.Fact.CancelAsked;
import dev.millrace.intake.job.Fact.SeriesListed;
import dev.millrace.intake.job.Fact.SeriesMoved;
import dev.millrace.intake.job.Fact.StudyEnded;
import dev.millrace.intake.job.Fact.StudyMoved;
import dev.millrace.intake.job.Job.Origin;
import dev.millrace.intake.job.JobEvent.FactLearned;
import dev.millrace.intake.job.JobEvent.JobAccepted;
import dev.millrace.intake.job.JobEvent.JobEnded;
import dev.millrace.intake.job.JobEvent.JobRejected;
import dev.millrace.intake.job.JobEvent.JobShown;
import dev.millrace.intake.job.JobEvent.JobWithdrawn;
import dev.millrace.intake.job.JobEvent.ParentTold;
import dev.millrace.intake.job.JobEvent.SeriesAsked;
import dev.millrace.intake.job.JobEvent.SeriesCancelled;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.RequestRules;
import dev.millrace.intake.request.RequestRules.Verdict;
import dev.millrace.platform.decider.Decider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a job's life: queued, running, then completed, failed or cancelled. */
public final class JobDecider implements Decider<Job, JobCommand, JobEvent> {

  @Override
  public Job initial(String key) {
    return Job.unknown(key);
  }

  @Override
  public List<JobEvent> decide(Job job, JobCommand command, Instant at) {
    return switch (command) {
      case JobCommand.Ask ask -> ask(job, ask.request(), at);
      case JobCommand.Learn learn -> learn(job, learn.fact(), at);
    };
  }

  @Override
  public Job evolve(Job job, JobEvent event) {
    return switch (event) {
      case JobAccepted accepted -> job.opened(new Origin.Asked(accepted.request(), accepted.at()));
      case JobWithdrawn withdrawn ->
          job.opened(new Origin.Asked(withdrawn.request(), withdrawn.at()));
      case JobRejected rejected ->
          job.opened(new Origin.Refused(rejected.request(), rejected.violations(), rejected.at()));
      case FactLearned learned -> job.knowing(learned.fact());
      case JobEnded ended -> job.ended(ended.status(), ended.at());
      case JobShown shown -> shown.job();
      case SeriesAsked _, SeriesCancelled _, ParentTold _ -> job;
    };
  }

  private List<JobEvent> ask(Job job, JobRequest request, Instant at) {
    if (job.isAsked()) {
      // The same job asked for again, by a second delivery or by the same idempotency key.
      return List.of();
    }
    return switch (RequestRules.judge(request, at)) {
      case Verdict.Sound sound -> open(job, sound.complete(), at);
      case Verdict.Broken broken ->
          shown(
              job,
              List.of(
                  new JobRejected(job.id(), request, broken.violations(), at),
                  new JobEnded(Status.FAILED, at)),
              at);
    };
  }

  private List<JobEvent> open(Job job, JobRequest request, Instant at) {
    boolean begun =
        job.findings().facts().stream().anyMatch(fact -> !(fact instanceof CancelAsked));
    boolean cancelled = job.findings().knows(CancelAsked.class);
    JobEvent opening =
        cancelled && !begun
            ? new JobWithdrawn(request, at)
            : new JobAccepted(job.id(), request, at);
    return settled(job, opening, at);
  }

  private List<JobEvent> learn(Job job, Fact fact, Instant at) {
    if (saysNothing(job, fact)) {
      return List.of();
    }
    return job.isAsked() ? settled(job, new FactLearned(fact), at) : List.of(new FactLearned(fact));
  }

  /**
   * An event, what it makes of the series, the end that follows from it if one does, and how the
   * job looks afterwards.
   */
  private List<JobEvent> settled(Job job, JobEvent event, Instant at) {
    List<JobEvent> events = new ArrayList<>();
    events.add(event);
    events.addAll(ofSeries(evolve(job, event), event, at));
    Job after = evolve(job, events);
    if (!after.isEnded()) {
      after.end().ifPresent(status -> events.add(new JobEnded(status, at)));
    }
    return shown(job, events, at);
  }

  private static List<JobEvent> ofSeries(Job after, JobEvent event, Instant at) {
    Optional<SeriesJobs> series = SeriesJobs.of(after);
    if (event instanceof FactLearned(CancelAsked why)) {
      return series.map(jobs -> jobs.toCancel(why)).orElse(List.of());
    }
    return series.map(jobs -> jobs.toAsk(at)).orElse(List.of());
  }

  private List<JobEvent> shown(Job job, List<JobEvent> events, Instant at) {
    Job after = evolve(job, events).revised();
    List<JobEvent> all = new ArrayList<>(events);
    all.add(new JobShown(after, at));
    after
        .partOf()
        .filter(_ -> after.status() != job.status())
        .ifPresent(series -> all.add(new ParentTold(series, after, at)));
    return List.copyOf(all);
  }

  private Job evolve(Job job, List<JobEvent> events) {
    Job after = job;
    for (JobEvent event : events) {
      after = evolve(after, event);
    }
    return after;
  }

  /**
   * A repeat says nothing; nor does a move of a study that is over, nor of a job that has ended.
   * Nobody can cancel what has ended or what only waits for the number of its version. A job that a
   * job per series has not asked for moves it not.
   */
  private static boolean saysNothing(Job job, Fact fact) {
    Findings findings = job.findings();
    if (findings.with(fact).equals(findings)) {
      return true;
    }
    boolean over = job.isEnded() || findings.knows(StudyEnded.class);
    return switch (fact) {
      case SeriesMoved moved ->
          over || SeriesJobs.of(job).filter(jobs -> jobs.has(moved)).isEmpty();
      case SeriesListed _ -> over || findings.knows(SeriesListed.class);
      case StudyMoved _, CancelAsked _ -> over;
      case StudyEnded _ -> findings.knows(StudyEnded.class);
      case Fact.DatasetPrepared _,
          Fact.DatasetRefused _,
          Fact.ModelRegistered _,
          Fact.RegistrationRefused _ ->
          findings.knows(fact.getClass());
    };
  }
}
