package dev.millrace.standalone.bench.search;

import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.History;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.Sampler;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.search.TrialSeeds;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * One search of a function, again and again with other seeds. The first trials of a longer search
 * are the shorter search: samplers are told of a budget that is none of those measured.
 */
final class QualityBench {

  private static final int TOLD_BUDGET = 1_000_000;

  private QualityBench() {}

  /** The best value after each of some rising budgets, and what the suggestions cost. */
  static Search search(
      BenchFunction function, Strategy strategy, List<Integer> budgets, long seed) {
    Sampler sampler = strategy.sampler(seed, TOLD_BUDGET);
    History history = History.NONE;
    double best = Double.POSITIVE_INFINITY;
    double[] bests = new double[budgets.size()];
    long began = cpuNanos();
    int reached = 0;
    for (int number = 0; reached < bests.length; number++) {
      Parameters parameters =
          sampler.sample(function.space(), history, List.of(), TrialSeeds.random(seed, number));
      double value = function.objective().of(parameters);
      history = history.plus(new FinishedTrial(number, parameters, new Outcome.Complete(value)));
      best = Math.min(best, value);
      while (reached < bests.length && budgets.get(reached) == number + 1) {
        bests[reached++] = best;
      }
    }
    return new Search(bests, (cpuNanos() - began) / 1e6 / history.size());
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** What one search reached. */
  static final class Search {

    private final double[] bests;
    private final double cpuMillisPerTrial;

    private Search(double[] bests, double cpuMillisPerTrial) {
      this.bests = bests;
      this.cpuMillisPerTrial = cpuMillisPerTrial;
    }

    /** The best value within the budget of that index. */
    double best(int budget) {
      return bests[budget];
    }

    double cpuMillisPerTrial() {
      return cpuMillisPerTrial;
    }
  }
}
