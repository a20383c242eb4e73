package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.SearchEnded;
import dev.millrace.hpo.pool.PoolEvent.SearchStopped;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Counts;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trial;

/** When a search is over, and what follows from it. */
final class Searches {

  private final PoolSettings settings;
  private final Closing closing;

  Searches(PoolSettings settings, Closing closing) {
    this.settings = settings;
    this.closing = closing;
  }

  /** Counts an outcome that came without measurements. */
  void count(Unfolding unfolding, AttemptId attempt, Outcome outcome) {
    unfolding.add(new TrialCounted(attempt, outcome, unfolding.at()));
  }

  /**
   * No more proposals. What a worker trains is finished and counts, since nobody could stop it and
   * it may still be the best; what would have to be proposed again is not.
   */
  void stop(Unfolding unfolding, Study.Searching searching, StopReason reason) {
    unfolding.add(new SearchStopped(searching.id(), reason, unfolding.at()));
    for (Trial trial : searching.trials().open().values()) {
      if (trial instanceof Trial.Waiting) {
        AttemptId last = new AttemptId(searching.id(), trial.number(), trial.attempts());
        count(unfolding, last, notWanted(reason));
      }
    }
    conclude(unfolding, searching.id());
  }

  /** What becomes of a trial that would have to be repeated when the search is over. */
  static Outcome notWanted(StopReason reason) {
    return new Outcome.Cancelled(
        reason == StopReason.TIMEOUT
            ? "the search timed out"
            : "the search is over: " + reason.text());
  }

  /** Ends the search if nothing more is to be expected of it. */
  void conclude(Unfolding unfolding, String studyId) {
    switch (unfolding.state().studies().get(studyId)) {
      case Study.InSearch search when isHopeless(search) ->
          closing.fail(unfolding, studyId, StopReason.FAILURES, everyTrialFailed(search));
      case Study.InSearch search when failedTooOften(search) ->
          closing.fail(unfolding, studyId, StopReason.FAILURES, tooManyFailed(search));
      case Study.Searching search -> search.over().ifPresent(why -> end(unfolding, search, why));
      case Study.Draining search when search.trials().open().isEmpty() ->
          fitOrFail(unfolding, search, search.reason());
      case null, default -> {}
    }
  }

  private void end(Unfolding unfolding, Study.Searching search, StopReason reason) {
    if (search.trials().open().isEmpty()) {
      fitOrFail(unfolding, search, reason);
    } else {
      stop(unfolding, search, reason);
    }
  }

  private void fitOrFail(Unfolding unfolding, Study.InSearch search, StopReason reason) {
    if (search.trials().best().isPresent()) {
      unfolding.add(new SearchEnded(search.id(), reason, unfolding.at()));
    } else if (reason == StopReason.TIMEOUT) {
      closing.fail(unfolding, search.id(), reason, "no trial was complete when the time was up");
    } else {
      closing.fail(unfolding, search.id(), StopReason.FAILURES, everyTrialFailed(search));
    }
  }

  private boolean isHopeless(Study.InSearch search) {
    Counts tally = search.trials().tally();
    return tally.failed() >= settings.hopeless() && tally.complete() + tally.pruned() == 0;
  }

  private static boolean failedTooOften(Study.InSearch search) {
    int most = search.job().plan().stop().mostFailures();
    return most > 0 && search.trials().tally().failed() > most;
  }

  private static String tooManyFailed(Study.InSearch search) {
    return "%d trials failed, more than the permitted %d%s"
        .formatted(
            search.trials().tally().failed(),
            search.job().plan().stop().mostFailures(),
            lastError(search));
  }

  private static String everyTrialFailed(Study.InSearch search) {
    return "none of %d trials was complete%s"
        .formatted(search.trials().history().size(), lastError(search));
  }

  private static String lastError(Study.InSearch search) {
    for (FinishedTrial trial : search.trials().history().reversed()) {
      if (trial.outcome() instanceof Outcome.Failed(String error)) {
        return "; the last error: " + error;
      }
    }
    return "";
  }
}
