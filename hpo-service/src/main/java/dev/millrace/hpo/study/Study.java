package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.StoppingRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A study that is not over, in the state it is in. */
public sealed interface Study {

  String id();

  /** Other topics were faster than the job itself. */
  record AwaitingJob(String id, News news, Instant since) implements Study {

    /** What was heard before the job. */
    public sealed interface News {

      record Prepared(Enclosed dataset) implements News {}

      record Refused(List<String> reasons) implements News {

        public Refused {
          reasons = List.copyOf(reasons);
        }
      }

      record Cancelled(String reason) implements News {}
    }
  }

  /** A study whose job is known. */
  sealed interface Known extends Study {

    Job job();

    @Override
    default String id() {
      return job().id();
    }
  }

  record AwaitingDataset(Job job) implements Known {}

  /** Has all it needs but a slot. */
  record Queued(Job job, Enclosed dataset) implements Known {

    public Searching start(Instant at) {
      return new Searching(job, dataset, at, Trials.NONE);
    }
  }

  /** A study that has proposed something. */
  sealed interface Active extends Known {

    Enclosed dataset();

    /** When the first trial was proposed. */
    Instant startedAt();

    Trials trials();

    /** The trial of that number, if it has no outcome yet. */
    Optional<Trial> open(int number);

    /** The same study with one of its open trials in another state. */
    Active with(Trial moved);

    /** The same study after it lost an attempt at one of its open trials. */
    Active lose(Trial trial, AttemptId attempt);
  }

  /** An active study whose search trials have not all been counted. */
  sealed interface InSearch extends Active {

    InSearch with(Trials trials);

    @Override
    default Optional<Trial> open(int number) {
      return trials().open(number);
    }

    @Override
    default InSearch with(Trial moved) {
      return with(trials().with(moved));
    }

    @Override
    default InSearch lose(Trial trial, AttemptId attempt) {
      return with(trials().afterLoss().with(trial.lost(attempt)));
    }

    default InSearch count(Trial trial, Outcome outcome, Curve curve, Map<String, Double> metrics) {
      return with(trials().count(trial, outcome, curve, metrics));
    }

    /** The search is over; the best parameters are fitted once more. */
    default FinalFit fit(StopReason reason, Best best) {
      Trial fit = new Trial.Waiting(trials().proposed(), best.parameters(), 0);
      return new FinalFit(job(), dataset(), startedAt(), trials(), reason, best, fit);
    }
  }

  /** Proposes trials. */
  record Searching(Job job, Enclosed dataset, Instant startedAt, Trials trials)
      implements InSearch {

    /** When to stop the trial of that number, by all that has been counted up to now. */
    public StoppingRule stoppingRule(int number) {
      return job.plan().pruner().rule(number, trials.history());
    }

    public Instant deadline() {
      return startedAt.plus(job.plan().timeout());
    }

    @Override
    public Searching with(Trials moved) {
      return new Searching(job, dataset, startedAt, moved);
    }

    public Draining timeOut() {
      return new Draining(job, dataset, startedAt, trials);
    }
  }

  /** The time is up: proposes no more, but waits for what is running. */
  record Draining(Job job, Enclosed dataset, Instant startedAt, Trials trials) implements InSearch {

    @Override
    public Draining with(Trials moved) {
      return new Draining(job, dataset, startedAt, moved);
    }
  }

  /**
   * Fits the best parameters on training and validation rows.
   *
   * @param fit the trial that does it; its number follows the last search trial's
   */
  record FinalFit(
      Job job,
      Enclosed dataset,
      Instant startedAt,
      Trials trials,
      StopReason reason,
      Best best,
      Trial fit)
      implements Active {

    @Override
    public Optional<Trial> open(int number) {
      return number == fit.number() ? Optional.of(fit) : Optional.empty();
    }

    @Override
    public FinalFit with(Trial moved) {
      return new FinalFit(job, dataset, startedAt, trials, reason, best, moved);
    }

    /** Lost attempts are counted for search trials only. */
    @Override
    public FinalFit lose(Trial trial, AttemptId attempt) {
      return with(trial.lost(attempt));
    }
  }
}
