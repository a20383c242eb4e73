package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.StudyStarted;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.TrialSeeds;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trial;
import dev.millrace.hpo.study.Trials;
import java.util.Optional;

/** Who gets the free slots: the best entitled study that can use one, again and again. */
final class Scheduling {

  private final PoolSettings settings;

  Scheduling(PoolSettings settings) {
    this.settings = settings;
  }

  void fillSlots(Unfolding unfolding) {
    boolean proposed = true;
    while (proposed && unfolding.state().hasFreeSlot()) {
      Optional<Study> next = bestEntitled(unfolding.state());
      next.ifPresent(study -> propose(unfolding, study));
      proposed = next.isPresent();
    }
  }

  private static Optional<Study> bestEntitled(PoolState state) {
    return state.queue().stream()
        .flatMap(entitlement -> state.study(entitlement.studyId()).stream())
        .filter(Scheduling::wantsSlot)
        .findFirst();
  }

  private static boolean wantsSlot(Study study) {
    return switch (study) {
      case Study.Queued _ -> true;
      case Study.Searching searching ->
          searching.trials().firstWaiting().isPresent() || wantsNewTrial(searching);
      case Study.FinalFit fit -> fit.fit() instanceof Trial.Waiting;
      case Study.Draining _, Study.AwaitingDataset _, Study.AwaitingJob _ -> false;
    };
  }

  private static boolean wantsNewTrial(Study.Searching searching) {
    SearchPlan plan = searching.job().plan();
    Trials trials = searching.trials();
    return trials.proposed() < plan.trials() && trials.open().size() < plan.parallel();
  }

  private void propose(Unfolding unfolding, Study study) {
    switch (study) {
      case Study.Queued queued -> {
        unfolding.add(new StudyStarted(queued.id(), unfolding.at()));
        propose(unfolding, queued.id(), newTrial(queued.start(unfolding.at())));
      }
      case Study.Searching searching ->
          propose(
              unfolding,
              searching.id(),
              searching.trials().firstWaiting().orElseGet(() -> newTrial(searching)));
      case Study.FinalFit fit -> propose(unfolding, fit.id(), fit.fit());
      case Study.Draining _, Study.AwaitingDataset _, Study.AwaitingJob _ ->
          throw new IllegalStateException("study %s wants no slot".formatted(study.id()));
    }
  }

  private void propose(Unfolding unfolding, String studyId, Trial trial) {
    AttemptId attempt = new AttemptId(studyId, trial.number(), trial.attempts() + 1);
    unfolding.add(
        new TrialProposed(
            attempt, trial.parameters(), unfolding.at().plus(settings.pickUp()), unfolding.at()));
  }

  /** Asks the sampler, which sees everything that has been counted up to now. */
  private static Trial.Waiting newTrial(Study.Searching searching) {
    SearchPlan plan = searching.job().plan();
    Trials trials = searching.trials();
    int number = trials.proposed();
    Parameters parameters =
        plan.strategy()
            .sampler(plan.seed(), plan.trials())
            .sample(
                plan.space(),
                trials.history(),
                trials.openParameters(),
                TrialSeeds.random(plan.seed(), number));
    return new Trial.Waiting(number, parameters, 0);
  }
}
