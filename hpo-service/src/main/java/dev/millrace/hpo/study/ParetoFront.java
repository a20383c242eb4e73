package dev.millrace.hpo.study;

import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.Objectives;
import dev.millrace.hpo.search.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The trials that no other trial beats in every objective. */
public final class ParetoFront {

  private ParetoFront() {}

  /**
   * Numbers of the trials of the front, ascending. Only trials that keep the constraints are on it;
   * without any, or with one objective, it is the best trial alone.
   */
  public static List<Integer> of(Trials trials) {
    return trials
        .best()
        .map(
            best ->
                best.outcome().isFeasible() && best.outcome().objectives().size() > 1
                    ? front(trials.history())
                    : List.of(best.trial()))
        .orElse(List.of());
  }

  private static List<Integer> front(List<FinishedTrial> history) {
    List<FinishedTrial> front = new ArrayList<>();
    for (FinishedTrial trial : history) {
      if (trial.outcome() instanceof Outcome.Complete reached
          && reached.isFeasible()
          && front.stream().noneMatch(other -> dominates(other, reached))) {
        front.removeIf(other -> reached.objectives().dominates(objectives(other)));
        front.add(trial);
      }
    }
    return front.stream().map(FinishedTrial::number).sorted().toList();
  }

  private static boolean dominates(FinishedTrial trial, Outcome.Complete reached) {
    return objectives(trial).dominates(reached.objectives());
  }

  private static Objectives objectives(FinishedTrial trial) {
    return ((Outcome.Complete) trial.outcome()).objectives();
  }
}
