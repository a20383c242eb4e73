package dev.millrace.standalone.bench.search;

import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.FloatRange;
import dev.millrace.hpo.search.History;
import dev.millrace.hpo.search.IntRange;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.RandomSampler;
import dev.millrace.hpo.search.Sampler;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.search.TrialSeeds;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Measures what one suggestion costs: six parameters of boosted trees, some finished trials. */
public final class SuggestBench {

  private static final SearchSpace SPACE =
      SearchSpace.of(
          Map.of(
              "n_estimators", new IntRange(50, 300, 1, false),
              "learning_rate", new FloatRange(0.01, 0.3, true),
              "max_depth", new IntRange(3, 10, 1, false),
              "subsample", new FloatRange(0.6, 1, false),
              "colsample_bytree", new FloatRange(0.6, 1, false),
              "min_child_weight", new IntRange(1, 10, 1, false)));

  private static final long SEED = 1;
  private static final int TOLD_BUDGET = 1_000_000;
  private static final int WARM_UP = 100;

  private SuggestBench() {}

  /** A history of that many trials with random parameters. */
  public static History history(int trials) {
    RandomSampler random = new RandomSampler();
    History history = History.NONE;
    for (int number = 0; number < trials; number++) {
      history = history.plus(finished(number, random, History.NONE));
    }
    return history;
  }

  private static FinishedTrial finished(int number, Sampler sampler, History history) {
    Parameters parameters =
        sampler.sample(SPACE, history, List.of(), TrialSeeds.random(SEED, number));
    return new FinishedTrial(number, parameters, new Outcome.Complete(value(parameters)));
  }

  private static double value(Parameters p) {
    return Math.abs(StrictMath.log(Objective.number(p, "learning_rate")) + 3)
        + Math.abs(Objective.number(p, "n_estimators") - 180) / 250
        + Math.abs(Objective.number(p, "max_depth") - 6) / 7
        + Math.abs(Objective.number(p, "subsample") - 0.8)
        + Math.abs(Objective.number(p, "colsample_bytree") - 0.8)
        + Objective.number(p, "min_child_weight") / 10;
  }

  /**
   * Median CPU milliseconds of a suggestion, the trial's result counted before the next.
   *
   * @param repeats how many suggestions are measured, after others to warm up
   */
  public static double cpuMillis(Strategy strategy, History history, int repeats) {
    Sampler sampler = strategy.sampler(SEED, TOLD_BUDGET);
    History warm = history;
    for (int i = 0; i < WARM_UP; i++) {
      warm = warm.plus(finished(warm.size(), sampler, warm));
    }
    double[] millis = new double[repeats];
    History grown = history;
    for (int i = 0; i < repeats; i++) {
      long began = cpuNanos();
      FinishedTrial trial = finished(grown.size(), sampler, grown);
      grown = grown.plus(trial);
      millis[i] = (cpuNanos() - began) / 1e6;
    }
    Arrays.sort(millis);
    return millis[repeats / 2];
  }

  /** Bytes that each trial of a history keeps alive, columns of samplers included. */
  public static double bytesPerTrial(int trials) {
    long before = usedAfterCollection();
    History history = history(trials);
    Strategy.TPE
        .sampler(SEED, TOLD_BUDGET)
        .sample(SPACE, history, List.of(), TrialSeeds.random(SEED, trials));
    long after = usedAfterCollection();
    return (double) (after - before) / history.size();
  }

  private static long usedAfterCollection() {
    // A second collection frees what the first one only found unreachable.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
