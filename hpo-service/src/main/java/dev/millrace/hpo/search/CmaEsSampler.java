package dev.millrace.hpo.search;

import dev.millrace.hpo.search.cmaes.Evolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Covariance matrix adaptation evolution strategy: many trials of few or many numeric parameters.
 * Parameters without an order are not its business; it takes those of good trials.
 */
public final class CmaEsSampler implements Sampler {

  private final int head;

  public CmaEsSampler() {
    this(0);
  }

  /** One that takes over from another sampler after so many trials. */
  CmaEsSampler(int head) {
    this.head = head;
  }

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    List<FinishedTrial> trials = new ArrayList<>(history);
    trials.sort(Comparator.comparingInt(FinishedTrial::number));
    CubeView view = CubeView.of(space, trials, running, random);
    return view.parameters(
        axes -> Evolution.next(axes, view.observations(), view.running(), head, random));
  }
}
