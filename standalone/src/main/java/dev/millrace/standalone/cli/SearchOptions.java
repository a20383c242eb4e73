package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to search hyperparameters; what is not said is left to the server. */
public final class SearchOptions {
  @Option(names = "--horizon", paramLabel = "STEPS", description = "Steps ahead to forecast.")
  private Optional<Integer> horizon = Optional.empty();

  @Option(names = "--trials", paramLabel = "N", description = "Search trials.")
  private Optional<Integer> trials = Optional.empty();

  @Option(names = "--parallel", paramLabel = "N", description = "Most trials at once.")
  private Optional<Integer> parallel = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--strategy", paramLabel = "NAME", description = "Sampler: tpe or random.")
  private Optional<String> strategy = Optional.empty();

  @Option(
      names = "--objective",
      paramLabel = "METRIC",
      description = "Validation metric to minimise: mae, rmse, mape, smape, wape or mase.")
  private Optional<String> objective = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "The search ends after so long and goes on to the final fit.")
  private Optional<Integer> timeout = Optional.empty();

  /** Adds what was said to a job's configuration. */
  public void addTo(ObjectNode config) {
    horizon.ifPresent(value -> config.put("horizon", value));
    trials.ifPresent(value -> config.put("n_trials", value));
    parallel.ifPresent(value -> config.put("parallel_trials", value));
    seed.ifPresent(value -> config.put("seed", value));
    strategy.ifPresent(value -> config.put("optimization_strategy", value));
    objective.ifPresent(value -> config.put("objective", value));
    timeout.ifPresent(value -> config.put("timeout_seconds", value));
  }
}
