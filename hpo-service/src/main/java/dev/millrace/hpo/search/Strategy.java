package dev.millrace.hpo.search;

/** The samplers a job can ask for by name. */
public enum Strategy {
  RANDOM,
  TPE;

  public Sampler sampler() {
    return switch (this) {
      case RANDOM -> new RandomSampler();
      case TPE -> new TpeSampler();
    };
  }
}
