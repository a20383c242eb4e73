package dev.millrace.hpo.pool;

import dev.millrace.platform.decider.Decider;
import java.time.Instant;
import java.util.List;

/**
 * The rules of a pool. Every command is answered in two parts: what it means for the study it is
 * about, and who gets the slots that are free afterwards. Choosing the next study, asking its
 * sampler and proposing the trial is thereby one step.
 */
public final class PoolRules implements Decider<PoolState, PoolCommand, PoolEvent> {

  private final PoolSettings settings;
  private final Admission admission;
  private final Attempts attempts;
  private final Workers workers;
  private final Timekeeping timekeeping;
  private final Scheduling scheduling;
  private final Queueing queueing;

  public PoolRules(PoolSettings settings) {
    Closing closing = new Closing(settings.memory());
    Searches searches = new Searches(settings, closing);
    this.settings = settings;
    this.admission = new Admission(closing);
    this.attempts = new Attempts(settings, searches, closing);
    this.workers = new Workers(settings, attempts);
    this.timekeeping = new Timekeeping(settings, attempts, workers, searches);
    this.scheduling = new Scheduling(settings);
    this.queueing = new Queueing(settings);
  }

  @Override
  public PoolState initial(String pool) {
    return PoolState.empty(pool, settings.rights());
  }

  @Override
  public List<PoolEvent> decide(PoolState state, PoolCommand command, Instant at) {
    Unfolding unfolding = new Unfolding(state, at);
    answer(unfolding, command);
    scheduling.fillSlots(unfolding);
    if (command instanceof PoolCommand.Tick) {
      queueing.sayWhatIsWaitedFor(unfolding);
    }
    return unfolding.events();
  }

  @Override
  public PoolState evolve(PoolState state, PoolEvent event) {
    return PoolEvolution.evolve(state, event);
  }

  private void answer(Unfolding unfolding, PoolCommand command) {
    switch (command) {
      case PoolCommand.AboutStudy about -> admission.answer(unfolding, about);
      case PoolCommand.NoteProgress progress -> attempts.note(unfolding, progress);
      case PoolCommand.TakeResult take -> attempts.take(unfolding, take);
      case PoolCommand.NoteWorker worker -> workers.note(unfolding, worker);
      case PoolCommand.Tick _ -> timekeeping.tick(unfolding);
    }
  }
}
