package dev.millrace.hpo.search;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Picks a sampler for every trial by the space and the history, and says which and why. Models that
 * use each trial best come first; when there are so many trials that they cost too much, cheaper
 * samplers take over, at first in turns.
 */
public final class AutoSampler implements Sampler {

  /** The process alone up to here; fewer in wide spaces, where each suggestion costs more. */
  private static final int MODELLED = 300;

  private static final int MODELLED_WIDE = 150;
  private static final int WIDE = 30;

  /** Up to here the process still has every fourth turn. */
  private static final int BLENDED = 2000;

  private static final int BLENDED_EVERY = 4;

  private final int trials;

  /**
   * @param trials how many the study may have
   */
  public AutoSampler(int trials) {
    this.trials = trials;
  }

  /** A sampler and its name. */
  private record Pick(Sampler sampler, String name) {}

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    return suggest(space, history, running, random).parameters();
  }

  @Override
  public Suggestion suggest(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    SpaceAxes cube = new SpaceAxes(space);
    Pick pick = pick(space, cube, history, history.size() + running.size());
    String reason =
        "%s: %s, %d trials".formatted(pick.name, cube.description(), history.evaluated());
    return new Suggestion(pick.sampler.sample(space, history, running, random), reason);
  }

  private Pick pick(SearchSpace space, SpaceAxes cube, History history, int turn) {
    if (cube.axes().isEmpty()) {
      return new Pick(new RandomSampler(), "random");
    }
    if (objectives(history) > 1) {
      return new Pick(new Nsga2Sampler(trials), "nsga2");
    }
    int modelled = cube.axes().size() > WIDE ? MODELLED_WIDE : MODELLED;
    int evaluated = history.evaluated();
    boolean ownTurn = evaluated <= BLENDED && turn % BLENDED_EVERY == 0;
    if (evaluated <= modelled || ownTurn) {
      return new Pick(new GpSampler(), "gp");
    }
    return cube.isOrdered() && space.conditions().isEmpty()
        ? new Pick(new CmaEsSampler(modelled), "cmaes")
        : new Pick(new MultivariateTpeSampler(), "tpe_multivariate");
  }

  /** All trials of a study have as many, so one of the best tells. */
  private static int objectives(History history) {
    for (int row : history.best(1)) {
      if (history.get(row).outcome() instanceof Outcome.Complete complete) {
        return complete.objectives().size();
      }
    }
    return 1;
  }
}
