package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.StudyStarted;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.Suggestion;
import dev.millrace.hpo.search.TrialSeeds;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Brief;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.StartingPoint;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trial;
import dev.millrace.hpo.study.Trials;
import dev.millrace.hpo.study.WarmStart;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Who gets the free slots: the best entitled study that can use one, again and again. */
final class Scheduling {

  private final PoolSettings settings;

  Scheduling(PoolSettings settings) {
    this.settings = settings;
  }

  void fillSlots(Unfolding unfolding) {
    Optional<Entitlement> next = next(unfolding.state());
    while (next.isPresent()) {
      serve(unfolding, next.get().studyId());
      next = next(unfolding.state());
    }
  }

  /** Who is next and takes more slots than are free has those that are: they are kept for it. */
  private static Optional<Entitlement> next(PoolState state) {
    int free = state.freeSlots();
    return free == 0
        ? Optional.empty()
        : state.queue().next().filter(first -> first.slots() <= free);
  }

  private void serve(Unfolding unfolding, String studyId) {
    switch (unfolding.state().studies().get(studyId)) {
      case Study.Queued queued -> {
        unfolding.add(new StudyStarted(studyId, starts(unfolding, queued), unfolding.at()));
        serve(unfolding, studyId);
      }
      case Study.Searching searching ->
          searching
              .trials()
              .firstWaiting()
              .ifPresentOrElse(
                  lost -> proposeAgain(unfolding, studyId, lost),
                  () -> proposeNew(unfolding, searching));
      case Study.FinalFit fit when fit.fit().attempts() == 0 ->
          propose(unfolding, studyId, fit.fit(), "final fit of trial " + fit.best().trial());
      case Study.FinalFit fit -> proposeAgain(unfolding, studyId, fit.fit());
      case null, default ->
          throw new IllegalStateException("study %s wants no slot".formatted(studyId));
    }
  }

  private static List<StartingPoint> starts(Unfolding unfolding, Study.Queued queued) {
    Brief brief = queued.brief();
    return WarmStart.starts(
        unfolding.state().past().of(brief.job().model()), brief.job(), brief.dataset());
  }

  private void proposeAgain(Unfolding unfolding, String studyId, Trial trial) {
    String reason = "the same again, since attempt %d was lost".formatted(trial.attempts());
    propose(unfolding, studyId, trial, reason);
  }

  private void proposeNew(Unfolding unfolding, Study.Searching searching) {
    int number = searching.trials().proposed();
    Suggestion suggestion = suggestion(searching, number);
    Trial trial = Trial.first(number, suggestion.parameters());
    propose(unfolding, searching.id(), trial, suggestion.reason());
  }

  private void propose(Unfolding unfolding, String studyId, Trial trial, String reason) {
    AttemptId attempt = new AttemptId(studyId, trial.number(), trial.attempts() + 1);
    unfolding.add(
        new TrialProposed(
            attempt,
            unfolding.state().study(studyId).map(Study::slotsAtOnce).orElse(1),
            trial.parameters(),
            reason,
            unfolding.at().plus(settings.pickUp()),
            unfolding.at()));
  }

  /** Asks the sampler, which sees everything that has been counted up to now. */
  private static Suggestion suggestion(Study.Searching searching, int number) {
    SearchPlan plan = searching.job().plan();
    Trials trials = searching.trials();
    Brief brief = searching.brief();
    RandomGenerator random = TrialSeeds.random(plan.seed(), number);
    Suggestion suggested =
        plan.strategy()
            .sampler(plan.seed(), brief.budget().total())
            .suggest(plan.space(), trials.history(), trials.openParameters(), random);
    int start = number - brief.budget().recalled();
    if (start >= brief.starts().size()) {
      return suggested;
    }
    StartingPoint point = brief.starts().get(start);
    Parameters within = point.within(plan.space(), suggested.parameters(), random);
    return new Suggestion(within, point.reason());
  }
}
