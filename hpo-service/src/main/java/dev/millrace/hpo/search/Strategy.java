package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The samplers a job can ask for by name. */
public enum Strategy {
  AUTO,
  RANDOM,
  SOBOL,
  GRID,
  TPE,
  TPE_MULTIVARIATE,
  CMAES,
  GP,
  NSGA2;

  /** The strategy that a job calls by this name. */
  public static Optional<Strategy> named(String name) {
    return Arrays.stream(values()).filter(strategy -> strategy.word().equals(name)).findFirst();
  }

  /** What a job can ask for, in one line. */
  public static String names() {
    return Arrays.stream(values()).map(Strategy::word).collect(Collectors.joining(", "));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The sampler of a study.
   *
   * @param seed the study's
   * @param trials how many the study may have
   */
  public Sampler sampler(long seed, int trials) {
    return switch (this) {
      case AUTO -> new AutoSampler(trials);
      case RANDOM -> new RandomSampler();
      case SOBOL -> new SobolSampler(seed);
      case GRID -> new GridSampler(seed);
      case TPE -> new TpeSampler();
      case TPE_MULTIVARIATE -> new MultivariateTpeSampler();
      case CMAES -> new CmaEsSampler();
      case GP -> new GpSampler();
      case NSGA2 -> new Nsga2Sampler(trials);
    };
  }
}
