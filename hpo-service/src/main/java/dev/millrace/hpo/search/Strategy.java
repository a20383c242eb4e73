package dev.millrace.hpo.search;

/** The samplers a job can ask for by name. */
public enum Strategy {
  RANDOM,
  TPE,
  TPE_MULTIVARIATE;

  /**
   * The sampler of a study.
   *
   * @param seed the study's
   * @param trials how many the study may have
   */
  public Sampler sampler(long seed, int trials) {
    return switch (this) {
      case RANDOM -> new RandomSampler();
      case TPE -> new TpeSampler();
      case TPE_MULTIVARIATE -> new MultivariateTpeSampler();
    };
  }
}
