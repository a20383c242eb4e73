package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.StoppingRule;
import dev.millrace.hpo.search.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A study that is not over, in the state it is in. */
public sealed interface Study {

  String id();

  /** Whether it could use a slot right now. */
  default boolean wantsSlot() {
    return switch (this) {
      case Queued _ -> true;
      case Searching searching ->
          !searching.trials().waiting().isEmpty() || searching.wantsNewTrial();
      case FinalFit fit -> fit.fit() instanceof Trial.Waiting;
      case Draining _, AwaitingDataset _, AwaitingJob _ -> false;
    };
  }

  /** How many slots it would use at once: a final fit may be trained by several. */
  default int slotsAtOnce() {
    return switch (this) {
      case FinalFit fit -> fit.job().plan().workers();
      case Queued _, Searching _, Draining _, AwaitingDataset _, AwaitingJob _ -> 1;
    };
  }

  /** Other topics were faster than the job itself. */
  record AwaitingJob(String id, News news, Instant since) implements Study {

    /** What was heard before the job. */
    public sealed interface News {

      record Prepared(Dataset dataset) implements News {}

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

  /** A study that has its dataset. */
  sealed interface Briefed extends Known {

    Brief brief();

    /** Its own, and before them those that it goes on with. */
    Trials trials();

    @Override
    default Job job() {
      return brief().job();
    }
  }

  /**
   * Has all it needs but a slot.
   *
   * @param trials those of the study that it continues
   */
  record Queued(Brief brief, Trials trials) implements Briefed {

    /**
     * Goes on with trials of another study.
     *
     * @param metricsOfBest metrics of the best trial of that study; those of others are not known
     */
    public Queued recall(List<FinishedTrial> finished, Map<String, Double> metricsOfBest) {
      Trials known = trials;
      for (FinishedTrial trial : finished) {
        known = known.count(trial, metricsOfBest);
      }
      Budget budget = brief.budget().after(known.history().size());
      return new Queued(brief.with(budget), known.recalled());
    }

    public Searching start(List<StartingPoint> starts, Instant at) {
      return new Searching(brief.with(starts), at, trials);
    }
  }

  /** A study that has proposed something. */
  sealed interface Active extends Briefed {

    /** When the first trial was proposed. */
    Instant startedAt();

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
      FinishedTrial finished =
          new FinishedTrial(trial.number(), trial.parameters(), outcome, curve);
      return with(trials().count(finished, metrics));
    }

    /** The search is over; the best parameters are fitted once more. */
    default FinalFit fit(StopReason reason, Best best) {
      Trial fit = Trial.first(trials().proposed(), best.parameters());
      return new FinalFit(brief(), startedAt(), trials(), reason, best, fit);
    }
  }

  /** Proposes trials. */
  record Searching(Brief brief, Instant startedAt, Trials trials) implements InSearch {

    /** When to stop the trial of that number, by all that has been counted up to now. */
    public StoppingRule stoppingRule(int number) {
      return job().plan().pruner().rule(number, trials.history());
    }

    public Instant deadline() {
      return startedAt.plus(job().plan().timeout());
    }

    /** Whether its own limits let it have one more trial now. */
    boolean wantsNewTrial() {
      return trials.proposed() < brief.budget().total() && !isAtParallelLimit();
    }

    public boolean isAtParallelLimit() {
      return trials.open().size() >= job().plan().parallel();
    }

    /** Why the search is over now; empty when it goes on. */
    public Optional<StopReason> over() {
      StopRules stop = job().plan().stop();
      if (trials.best().filter(stop::isReachedBy).isPresent()) {
        return Optional.of(StopReason.TARGET);
      }
      if (trials.history().size() >= brief.budget().total()) {
        boolean exhausted = job().plan().strategy() == Strategy.GRID && brief.isCutShort();
        return Optional.of(exhausted ? StopReason.EXHAUSTED : StopReason.TRIALS);
      }
      return stop.patience() > 0 && trials.stale() >= stop.patience()
          ? Optional.of(StopReason.PATIENCE)
          : Optional.empty();
    }

    @Override
    public Searching with(Trials moved) {
      return new Searching(brief, startedAt, moved);
    }

    public Draining stop(StopReason reason) {
      return new Draining(brief, startedAt, trials, reason);
    }
  }

  /** Proposes no more, but waits for what is running: what was begun is finished, and counts. */
  record Draining(Brief brief, Instant startedAt, Trials trials, StopReason reason)
      implements InSearch {

    @Override
    public Draining with(Trials moved) {
      return new Draining(brief, startedAt, moved, reason);
    }
  }

  /**
   * Fits the best parameters on training and validation rows.
   *
   * @param fit the trial that does it; its number follows the last search trial's
   */
  record FinalFit(
      Brief brief, Instant startedAt, Trials trials, StopReason reason, Best best, Trial fit)
      implements Active {

    @Override
    public Optional<Trial> open(int number) {
      return number == fit.number() ? Optional.of(fit) : Optional.empty();
    }

    @Override
    public FinalFit with(Trial moved) {
      return new FinalFit(brief, startedAt, trials, reason, best, moved);
    }

    /** Lost attempts are counted for search trials only. */
    @Override
    public FinalFit lose(Trial trial, AttemptId attempt) {
      return with(trial.lost(attempt));
    }
  }
}
