package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.SearchEnded;
import dev.millrace.hpo.pool.PoolEvent.SearchTimedOut;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Counts;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trial;
import java.util.List;

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

  void timeOut(Unfolding unfolding, Study.Searching searching) {
    unfolding.add(new SearchTimedOut(searching.id(), unfolding.at()));
    for (Trial trial : searching.trials().open().values()) {
      if (trial instanceof Trial.Waiting) {
        AttemptId last = new AttemptId(searching.id(), trial.number(), trial.attempts());
        count(unfolding, last, new Outcome.Cancelled("the search timed out"));
      }
    }
    conclude(unfolding, searching.id());
  }

  /** Ends the search if nothing more is to be expected of it. */
  void conclude(Unfolding unfolding, String studyId) {
    switch (unfolding.state().studies().get(studyId)) {
      case Study.InSearch search when isHopeless(search) ->
          closing.fail(unfolding, studyId, StopReason.FAILURES, everyTrialFailed(search));
      case Study.Searching search
          when search.trials().history().size() == search.job().plan().trials() ->
          end(unfolding, search, StopReason.TRIALS);
      case Study.Draining search when search.trials().open().isEmpty() ->
          end(unfolding, search, StopReason.TIMEOUT);
      case null, default -> {}
    }
  }

  private void end(Unfolding unfolding, Study.InSearch search, StopReason reason) {
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

  private static String everyTrialFailed(Study.InSearch search) {
    List<FinishedTrial> history = search.trials().history();
    for (FinishedTrial trial : history.reversed()) {
      if (trial.outcome() instanceof Outcome.Failed(String error)) {
        return "none of %d trials was complete; the last error: %s"
            .formatted(history.size(), error);
      }
    }
    return "none of %d trials was complete".formatted(history.size());
  }
}
