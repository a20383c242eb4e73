package dev.millrace.hpo.search;

/** The samplers a job can ask for by name. */
public enum Strategy {
  RANDOM,
  SOBOL,
  GRID,
  TPE,
  TPE_MULTIVARIATE,
  NSGA2;

  /**
   * The sampler of a study.
   *
   * @param seed the study's
   * @param trials how many the study may have
   */
  public Sampler sampler(long seed, int trials) {
    return switch (this) {
      case RANDOM -> new RandomSampler();
      case SOBOL -> new SobolSampler(seed);
      case GRID -> new GridSampler(seed);
      case TPE -> new TpeSampler();
      case TPE_MULTIVARIATE -> new MultivariateTpeSampler();
      case NSGA2 -> new Nsga2Sampler(trials);
    };
  }
}
