package dev.millrace.intake.request;

import dev.millrace.intake.request.TrainingConfig.Search;
import dev.millrace.intake.request.Tuning.Goals;
import dev.millrace.intake.request.Tuning.Stopping;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the settings of a search must keep, apart from its space. */
public final class SearchRules {

  public static final String DEFAULT_STRATEGY = "auto";

  /** Stands for: as many as suit the data. */
  public static final long AUTO_TRIALS = 0;

  public static final int MOST_TRIALS = 10_000;
  public static final String TRIALS_RULE = "must be \"auto\" or from 1 to " + MOST_TRIALS;

  static final String GRID = "grid";
  static final Set<String> STRATEGIES =
      Set.of("auto", "random", "sobol", GRID, "tpe", "tpe_multivariate", "cmaes", "gp", "nsga2");

  /** Metrics that a worker can tell after every step, so that they may lead a search. */
  static final Set<String> OBJECTIVES =
      Set.of("mae", "rmse", "mape", "smape", "wape", "mase", "pinball");

  /** Metrics of a finished trial. */
  static final Set<String> METRICS =
      Set.of("mae", "rmse", "mape", "smape", "wape", "mase", "pinball", "model_bytes");

  private static final int MOST_PARALLEL_TRIALS = 1_000;
  private static final int MOST_ATTEMPTS = 10;
  private static final int MOST_WORKERS = 64;
  private static final int MOST_OBJECTIVES = 4;

  /** Thirty days. */
  static final int LONGEST_TIMEOUT_SECONDS = 2_592_000;

  private final Complaints complaints;

  SearchRules(Complaints complaints) {
    this.complaints = complaints;
  }

  void check(TrainingConfig config) {
    search(config.search());
    goals(config.tuning().goals());
    new PrunerRules(complaints).check(config.tuning().pruning());
    stopping(config.tuning().stopping());
    continues(config);
  }

  private void search(Search search) {
    long trials = search.trials();
    complaints.require(
        trials == AUTO_TRIALS || (trials >= 1 && trials <= MOST_TRIALS),
        "config.n_trials",
        TRIALS_RULE,
        trials);
    within("config.parallel_trials", search.parallelTrials(), 1, MOST_PARALLEL_TRIALS);
    oneOf("config.optimization_strategy", search.strategy(), STRATEGIES);
    oneOf("config.objective", search.objective(), OBJECTIVES);
    within("config.timeout_seconds", search.timeoutSeconds(), 1, LONGEST_TIMEOUT_SECONDS);
    within("config.max_attempts", search.maxAttempts(), 1, MOST_ATTEMPTS);
    within("config.training_workers", search.trainingWorkers(), 1, MOST_WORKERS);
    RequestRules.shortName("config.pool", search.pool(), complaints);
  }

  private void goals(Goals goals) {
    List<String> objectives = goals.objectives();
    complaints.require(
        objectives.size() <= MOST_OBJECTIVES,
        "config.objectives",
        "must be at most " + MOST_OBJECTIVES,
        objectives.size());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < objectives.size(); i++) {
      String at = "config.objectives[" + i + "]";
      // The first one is what workers report step by step and what the model is chosen by.
      oneOf(at, objectives.get(i), i == 0 ? OBJECTIVES : METRICS);
      complaints.require(seen.add(objectives.get(i)), at, "must be there once", objectives.get(i));
    }
    goals
        .constraints()
        .forEach(
            (metric, bound) -> {
              String at = "config.constraints." + metric;
              if (!METRICS.contains(metric)) {
                complaints.add(
                    at,
                    "is unknown",
                    "there is no metric \"%s\"; known are %s"
                        .formatted(metric, String.join(", ", new TreeSet<>(METRICS))));
              }
              complaints.require(Double.isFinite(bound), at, "must be a finite number", bound);
            });
  }

  private void stopping(Stopping stopping) {
    Double target = stopping.target();
    if (target != null) {
      complaints.require(
          Double.isFinite(target), "config.target_value", "must be a finite number", target);
    }
    within("config.patience_trials", stopping.patience(), 0, MOST_TRIALS);
    within("config.max_failures", stopping.failures(), 0, MOST_TRIALS);
  }

  /** What does not need to know the other job. */
  private void continues(TrainingConfig config) {
    String continued = config.tuning().beginning().continues();
    if (continued.isEmpty()) {
      return;
    }
    RequestRules.name("config.continues", continued, complaints);
    complaints.require(
        config.search().enabled(),
        "config.continues",
        "needs enable_hpo to be true, as only a search can be continued",
        continued);
  }

  private void within(String field, long value, long low, long high) {
    complaints.require(
        value >= low && value <= high, field, "must be from " + low + " to " + high, value);
  }

  private void oneOf(String field, String value, Set<String> allowed) {
    complaints.require(
        allowed.contains(value),
        field,
        "must be one of " + String.join(", ", new TreeSet<>(allowed)),
        value);
  }
}
