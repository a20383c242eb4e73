package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolCommand.NoteProgress;
import dev.millrace.hpo.pool.PoolCommand.TakeResult;
import dev.millrace.hpo.pool.PoolCommand.TakeResult.Result;
import dev.millrace.hpo.pool.PoolEvent.AttemptEnded;
import dev.millrace.hpo.pool.PoolEvent.AttemptLost;
import dev.millrace.hpo.pool.PoolEvent.AttemptStarted;
import dev.millrace.hpo.pool.PoolEvent.CheckpointNoted;
import dev.millrace.hpo.pool.PoolEvent.LeaseRenewed;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trial;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of an attempt. The first result of a trial counts, whichever attempt brings it; a
 * slot is free when its attempt has ended or is lost, whether or not its result counted.
 */
final class Attempts {

  private final PoolSettings settings;
  private final Searches searches;
  private final Closing closing;

  Attempts(PoolSettings settings, Searches searches, Closing closing) {
    this.settings = settings;
    this.searches = searches;
    this.closing = closing;
  }

  void note(Unfolding unfolding, NoteProgress command) {
    AttemptId attempt = command.attempt();
    Instant until = unfolding.at().plus(settings.lease());
    Optional<Lease> lease = unfolding.state().lease(attempt);
    if (lease.isEmpty()) {
      unfolding.refuse(attempt, Refusal.LEASE_LAPSED);
      return;
    }
    if (lease.get().isHeldBy(command.holder().workerId())) {
      unfolding.add(new LeaseRenewed(attempt, until));
    } else {
      unfolding.add(new AttemptStarted(attempt, command.holder(), until, unfolding.at()));
    }
    command.checkpoint().ifPresent(stored -> note(unfolding, attempt, stored));
  }

  /**
   * Of the attempt that is out, its last one counts: even when an earlier attempt got farther, as
   * this one could not go on from there. What comes twice is not its last.
   */
  private static void note(Unfolding unfolding, AttemptId attempt, Checkpoint stored) {
    unfolding
        .state()
        .active(attempt.studyId())
        .flatMap(study -> study.open(attempt.trial()))
        .filter(trial -> trial.isOut(attempt))
        .filter(trial -> trial.checkpoint().map(last -> last.isBefore(stored)).orElse(true))
        .ifPresent(_ -> unfolding.add(new CheckpointNoted(attempt, stored, unfolding.at())));
  }

  void take(Unfolding unfolding, TakeResult command) {
    if (command.attempt().isFirstRank()) {
      takeTrial(unfolding, command);
    } else {
      takeRank(unfolding, command.attempt(), command.result());
    }
  }

  /** What came of the trial, only the first rank says; without any of the others nothing does. */
  private void takeRank(Unfolding unfolding, AttemptId rank, Result result) {
    if (unfolding.state().lease(rank).isEmpty()) {
      unfolding.refuse(rank, Refusal.LEASE_LAPSED);
      return;
    }
    switch (result) {
      case Result.Helped _, Result.Ended _, Result.Fitted _ -> release(unfolding, rank);
      case Result.GivenBack(String reason) -> lose(unfolding, rank, reason);
    }
  }

  private void takeTrial(Unfolding unfolding, TakeResult command) {
    AttemptId attempt = command.attempt();
    Optional<Study.Active> study = unfolding.state().active(attempt.studyId());
    Optional<Trial> trial = study.flatMap(active -> active.open(attempt.trial()));
    if (study.isEmpty() || trial.isEmpty()) {
      release(unfolding, attempt);
      unfolding.refuse(attempt, whyNot(unfolding.state(), attempt));
    } else if (attempt.number() > trial.get().attempts()) {
      unfolding.refuse(attempt, Refusal.UNKNOWN_ATTEMPT);
    } else {
      switch (study.get()) {
        case Study.InSearch search -> takeTrial(unfolding, search, attempt, command.result());
        case Study.FinalFit fit -> takeFit(unfolding, fit, attempt, command.result());
      }
    }
  }

  private void takeTrial(
      Unfolding unfolding, Study.InSearch search, AttemptId attempt, Result result) {
    switch (result) {
      case Result.Ended ended -> {
        unfolding.add(counted(search, attempt, ended, unfolding.at()));
        follow(unfolding, attempt);
      }
      case Result.GivenBack(String reason) when isTimeUp(search, unfolding.at()) ->
          count(unfolding, attempt, new Outcome.Cancelled(reason));
      case Result.GivenBack(String reason) -> lose(unfolding, attempt, reason);
      case Result.Fitted _, Result.Helped _ -> unfolding.refuse(attempt, Refusal.UNKNOWN_ATTEMPT);
    }
  }

  private void takeFit(Unfolding unfolding, Study.FinalFit fit, AttemptId attempt, Result result) {
    switch (result) {
      case Result.Fitted(var model) -> {
        release(unfolding, attempt);
        closing.complete(unfolding, fit, attempt, model);
      }
      case Result.Ended(Outcome.Failed(String error), _, _) ->
          failFit(unfolding, fit, attempt, error);
      case Result.Ended _, Result.Helped _ ->
          failFit(unfolding, fit, attempt, "it ended without a model");
      case Result.GivenBack(String reason) -> lose(unfolding, attempt, reason);
    }
  }

  /**
   * The attempt will bring nothing: its trial is proposed again as long as it may be. One rank that
   * is lost loses all of it. Ranks that no worker has taken are free at once, the others when their
   * workers say so.
   */
  void lose(Unfolding unfolding, AttemptId attempt, String reason) {
    Optional<Study.Active> study =
        unfolding
            .state()
            .active(attempt.studyId())
            .filter(
                active -> active.open(attempt.trial()).filter(t -> t.isOut(attempt)).isPresent());
    if (study.isEmpty()) {
      release(unfolding, attempt);
      return;
    }
    unfolding.add(new AttemptLost(attempt, reason, unfolding.at()));
    withdraw(unfolding, attempt);
    boolean wasLast = attempt.number() >= study.get().job().plan().maxAttempts();
    String lost = "lost %d times, at last because %s".formatted(attempt.number(), reason);
    switch (study.get()) {
      case Study.Draining draining ->
          count(unfolding, attempt, Searches.notWanted(draining.reason()));
      case Study.Searching _ when wasLast -> count(unfolding, attempt, new Outcome.Failed(lost));
      case Study.FinalFit fit when wasLast -> failFit(unfolding, fit, attempt, lost);
      case Study.Searching _, Study.FinalFit _ -> {}
    }
  }

  private static void withdraw(Unfolding unfolding, AttemptId lost) {
    unfolding.state().leasesOf(lost.studyId()).stream()
        .filter(Lease.Offered.class::isInstance)
        .map(Lease::attempt)
        .filter(rank -> rank.ofRank(lost.rank()).equals(lost))
        .forEach(rank -> unfolding.add(new AttemptEnded(rank, unfolding.at())));
  }

  /** A million curves take room: they are kept for a pruner that looks at them. */
  private static TrialCounted counted(
      Study.InSearch search, AttemptId attempt, Result.Ended ended, Instant at) {
    SearchPlan plan = search.job().plan();
    Curve curve = plan.pruner().looksAtCurves() ? ended.curve() : Curve.NONE;
    Outcome outcome =
        ended.outcome() instanceof Outcome.Complete complete
            ? plan.goals().judge(complete.objective(), ended.metrics())
            : ended.outcome();
    return new TrialCounted(attempt, outcome, curve, ended.metrics(), at);
  }

  private void count(Unfolding unfolding, AttemptId attempt, Outcome outcome) {
    searches.count(unfolding, attempt, outcome);
    follow(unfolding, attempt);
  }

  private void follow(Unfolding unfolding, AttemptId attempt) {
    release(unfolding, attempt);
    searches.conclude(unfolding, attempt.studyId());
  }

  private void failFit(Unfolding unfolding, Study.FinalFit fit, AttemptId attempt, String error) {
    searches.count(unfolding, attempt, new Outcome.Failed(error));
    release(unfolding, attempt);
    closing.fail(unfolding, fit.id(), fit.reason(), "the final fit failed: " + error);
  }

  private static void release(Unfolding unfolding, AttemptId attempt) {
    if (unfolding.state().lease(attempt).isPresent()) {
      unfolding.add(new AttemptEnded(attempt, unfolding.at()));
    }
  }

  /** A worker's clock may be ahead: what it gives back shortly before the deadline is no loss. */
  private boolean isTimeUp(Study.InSearch search, Instant at) {
    return switch (search) {
      case Study.Draining _ -> true;
      case Study.Searching searching ->
          !at.isBefore(searching.deadline().minus(settings.workerExpiry()));
    };
  }

  private static Refusal whyNot(PoolState state, AttemptId attempt) {
    if (state.past().isOver(attempt.studyId())) {
      return Refusal.STUDY_CLOSED;
    }
    boolean counted =
        state
            .active(attempt.studyId())
            .filter(active -> attempt.trial() < active.trials().proposed())
            .isPresent();
    return counted ? Refusal.TRIAL_ALREADY_COUNTED : Refusal.UNKNOWN_ATTEMPT;
  }
}
