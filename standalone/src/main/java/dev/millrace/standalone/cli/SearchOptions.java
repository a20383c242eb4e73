package dev.millrace.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/**
 * What to forecast and how to search for it; what is not said is left to the server, which also
 * judges it.
 */
public final class SearchOptions {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--horizon", paramLabel = "STEPS", description = "Steps ahead to forecast.")
  private Optional<Integer> horizon = Optional.empty();

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Search trials; auto for as many as suit the data.")
  private Optional<String> trials = Optional.empty();

  @Option(names = "--parallel", paramLabel = "N", description = "Most trials at once.")
  private Optional<Integer> parallel = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "Sampler: auto, random, sobol, grid, tpe, tpe_multivariate, cmaes, gp or nsga2.")
  private Optional<String> strategy = Optional.empty();

  @Option(
      names = "--objective",
      split = ",",
      paramLabel = "METRIC",
      description =
          "Validation metrics to minimise, the one that chooses the model first: mae, rmse, mape,"
              + " smape, wape, mase, or pinball of quantiles; further ones may be model_bytes, too.")
  private List<String> objectives = List.of();

  @Option(
      names = "--constraint",
      split = ",",
      paramLabel = "METRIC=BOUND",
      description = "A metric must not be above a bound.")
  private Map<String, Double> constraints = new TreeMap<>();

  @Option(
      names = "--pruner",
      paramLabel = "TYPE[:SETTING=N,...]",
      description =
          "Which trials to give up: none, median, percentile, asha, hyperband, threshold or"
              + " patient; for example median:warmup=0.2.")
  private Optional<String> pruner = Optional.empty();

  @Option(
      names = "--target-value",
      paramLabel = "VALUE",
      description = "The search ends when the objective reaches it.")
  private Optional<Double> targetValue = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "The search ends after so many trials without a new best.")
  private Optional<Integer> patience = Optional.empty();

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      description = "The job fails when more trials than that have failed.")
  private Optional<Integer> maxFailures = Optional.empty();

  @Option(
      names = "--no-warm-start",
      description = "Do not begin with the best parameters of earlier searches of the model.")
  private boolean cold;

  @Option(
      names = "--space",
      paramLabel = "FILE",
      description = "JSON file with the search space, as hyperparams of a request.")
  private Optional<Path> space = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "The search ends after so long and goes on to the final fit.")
  private Optional<Integer> timeout = Optional.empty();

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "Blocks of validation rows, each judged by a model of all rows before it.")
  private Optional<Integer> folds = Optional.empty();

  @Option(
      names = "--path",
      description =
          "Forecast every step up to the horizon, not the last one alone; for models of type"
              + " forecast.")
  private boolean path;

  @Option(
      names = "--target-transform",
      paramLabel = "NAME",
      description = "What the trees learn: auto, level, difference or ratio.")
  private Optional<String> transform = Optional.empty();

  @Option(
      names = "--early-stopping-rounds",
      paramLabel = "N",
      description = "Boosting ends after so many rounds without a better objective; 0 = never.")
  private Optional<Integer> earlyStopping = Optional.empty();

  @Option(
      names = "--training-workers",
      paramLabel = "N",
      description = "Slots that train the final model together, each on a part of the rows.")
  private Optional<Integer> trainingWorkers = Optional.empty();

  /** Adds what was said to a job's configuration. */
  public void addTo(ObjectNode config) {
    horizon.ifPresent(value -> config.put("horizon", value));
    trials.ifPresent(value -> addTrials(value, config));
    parallel.ifPresent(value -> config.put("parallel_trials", value));
    seed.ifPresent(value -> config.put("seed", value));
    strategy.ifPresent(value -> config.put("optimization_strategy", value));
    addGoals(config);
    pruner.ifPresent(value -> addPruner(value, config));
    targetValue.ifPresent(value -> config.put("target_value", value));
    patience.ifPresent(value -> config.put("patience_trials", value));
    maxFailures.ifPresent(value -> config.put("max_failures", value));
    timeout.ifPresent(value -> config.put("timeout_seconds", value));
    space.ifPresent(file -> config.set("hyperparams", read(file)));
    folds.ifPresent(value -> config.withObject("/training").put("folds", value));
    transform.ifPresent(value -> config.withObject("/training").put("target_transform", value));
    earlyStopping.ifPresent(
        value -> config.withObject("/training").put("early_stopping_rounds", value));
    if (path) {
      config.withObject("/training").put("path", true);
    }
    trainingWorkers.ifPresent(value -> config.put("training_workers", value));
    if (cold) {
      config.put("warm_start", false);
    }
  }

  private static void addTrials(String value, ObjectNode config) {
    if (value.equals("auto")) {
      config.put("n_trials", value);
      return;
    }
    try {
      config.put("n_trials", Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw new CommandFailed(ExitCode.USAGE, "--trials takes a number or auto, got " + value);
    }
  }

  private void addGoals(ObjectNode config) {
    if (objectives.size() == 1) {
      config.put("objective", objectives.getFirst());
    } else if (!objectives.isEmpty()) {
      objectives.forEach(config.putArray("objectives")::add);
    }
    constraints.forEach((metric, bound) -> config.withObject("/constraints").put(metric, bound));
  }

  private static void addPruner(String value, ObjectNode config) {
    String[] parts = value.split(":", 2);
    ObjectNode node = config.putObject("pruner");
    node.put("type", parts[0]);
    if (parts.length == 1) {
      return;
    }
    for (String setting : parts[1].split(",", -1)) {
      String[] pair = setting.split("=", 2);
      if (pair.length < 2) {
        throw new CommandFailed(
            ExitCode.USAGE, "--pruner takes settings such as warmup=0.2, got " + setting);
      }
      node.put(pair[0], number("--pruner " + pair[0], pair[1]));
    }
  }

  private static double number(String option, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new CommandFailed(ExitCode.USAGE, "%s takes a number, got %s".formatted(option, text));
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new CommandFailed(
          ExitCode.USAGE, "%s is not valid JSON: %s".formatted(file, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new CommandFailed(ExitCode.USAGE, "cannot read " + file);
    }
  }
}
