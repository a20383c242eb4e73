package dev.millrace.hpo.search;

import dev.millrace.hpo.search.gp.BayesianOptimisation;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Bayesian optimisation with a Gaussian process: the best use of a few tens to hundreds of trials.
 * Of a long history it sees the best trials and the latest.
 *
 * <p>Of several objectives it minimises a mixture that each trial draws anew.
 */
public final class GpSampler implements Sampler {

  private static final int BEST_SEEN = 150;
  private static final int LATEST_SEEN = 150;

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    CubeView view = CubeView.of(space, seen(history), running, random);
    int turn = history.size() + running.size();
    return view.parameters(
        axes -> BayesianOptimisation.next(axes, view.observations(), view.running(), turn, random));
  }

  /** The trials that are modelled, by number. */
  private static List<FinishedTrial> seen(History history) {
    int latest = -1;
    for (int row = 0; row < history.size(); row++) {
      latest = Math.max(latest, history.number(row));
    }
    TreeSet<Integer> rows =
        new TreeSet<>((a, b) -> Integer.compare(history.number(a), history.number(b)));
    for (int row : history.best(BEST_SEEN)) {
      rows.add(row);
    }
    for (int row = 0; row < history.size(); row++) {
      if (history.number(row) > latest - LATEST_SEEN) {
        rows.add(row);
      }
    }
    return rows.stream().map(history::get).toList();
  }
}
