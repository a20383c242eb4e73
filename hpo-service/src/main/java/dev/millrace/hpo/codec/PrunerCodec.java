package dev.millrace.hpo.codec;

import dev.millrace.events.PrunerConfig;
import dev.millrace.hpo.search.HyperbandPruner;
import dev.millrace.hpo.search.MedianPruner;
import dev.millrace.hpo.search.NoPruner;
import dev.millrace.hpo.search.PatientPruner;
import dev.millrace.hpo.search.PercentilePruner;
import dev.millrace.hpo.search.Pruner;
import dev.millrace.hpo.search.SuccessiveHalvingPruner;
import dev.millrace.hpo.search.ThresholdPruner;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Pruners by their names in a job, with the defaults of what the job leaves open. */
final class PrunerCodec {

  private static final String WARMUP = "warmup";
  private static final String INTERVAL = "interval";
  private static final String STARTUP_TRIALS = "startup_trials";
  private static final String PERCENTILE = "percentile";
  private static final String REDUCTION_FACTOR = "reduction_factor";
  private static final String MIN_SHARE = "min_share";
  private static final String BRACKETS = "brackets";
  private static final String UPPER = "upper";
  private static final String PATIENCE = "patience";
  private static final String MIN_IMPROVEMENT = "min_improvement";
  private static final String INNER_PERCENTILE = "inner_percentile";

  private final String type;
  private final Map<String, Double> settings;

  private PrunerCodec(PrunerConfig config) {
    this.type = config.getType();
    this.settings = Map.copyOf(config.getSettings());
  }

  /**
   * Reads a pruner.
   *
   * @throws IllegalArgumentException naming the setting and what it must be
   */
  static Pruner fromAvro(PrunerConfig config) {
    return new PrunerCodec(config).read();
  }

  private Pruner read() {
    return switch (type) {
      case "none" -> {
        knowsOnly();
        yield new NoPruner();
      }
      case "median" -> {
        knowsOnly(WARMUP, INTERVAL, STARTUP_TRIALS);
        yield median();
      }
      case "percentile" -> {
        knowsOnly(WARMUP, INTERVAL, STARTUP_TRIALS, PERCENTILE);
        yield percentile(setting(PERCENTILE, 25));
      }
      case "asha" -> {
        knowsOnly(MIN_SHARE, REDUCTION_FACTOR, STARTUP_TRIALS);
        yield new SuccessiveHalvingPruner(
            setting(MIN_SHARE, 0.05), setting(REDUCTION_FACTOR, 3), whole(STARTUP_TRIALS, 0));
      }
      case "hyperband" -> {
        knowsOnly(MIN_SHARE, REDUCTION_FACTOR, BRACKETS);
        yield hyperband();
      }
      case "threshold" -> {
        knowsOnly(UPPER, WARMUP, INTERVAL);
        yield ThresholdPruner.every(
            setting(INTERVAL, 0.1), setting(UPPER, Double.NaN), setting(WARMUP, 0.2));
      }
      case "patient" -> {
        knowsOnly(PATIENCE, MIN_IMPROVEMENT, INNER_PERCENTILE, WARMUP, INTERVAL, STARTUP_TRIALS);
        yield new PatientPruner(inner(), setting(PATIENCE, 0.2), setting(MIN_IMPROVEMENT, 0));
      }
      default ->
          throw new IllegalArgumentException(
              "config.pruner.type must be none, median, percentile, asha, hyperband, threshold or"
                  + " patient, got "
                  + type);
    };
  }

  private Pruner median() {
    return new MedianPruner(setting(WARMUP, 0.2), setting(INTERVAL, 0.1), whole(STARTUP_TRIALS, 5));
  }

  private Pruner percentile(double percentile) {
    return new PercentilePruner(
        percentile, setting(WARMUP, 0.2), setting(INTERVAL, 0.1), whole(STARTUP_TRIALS, 5));
  }

  private Pruner hyperband() {
    if (settings.containsKey(BRACKETS) && settings.containsKey(MIN_SHARE)) {
      throw new IllegalArgumentException(
          "pruner settings brackets and min_share exclude each other, as one follows from the"
              + " other");
    }
    double factor = setting(REDUCTION_FACTOR, 3);
    return settings.containsKey(BRACKETS)
        ? new HyperbandPruner(factor, whole(BRACKETS, 1))
        : HyperbandPruner.from(setting(MIN_SHARE, 0.05), factor);
  }

  private Pruner inner() {
    return settings.containsKey(INNER_PERCENTILE)
        ? percentile(setting(INNER_PERCENTILE, 50))
        : median();
  }

  private double setting(String name, double otherwise) {
    return settings.getOrDefault(name, otherwise);
  }

  private int whole(String name, int otherwise) {
    double value = setting(name, otherwise);
    if (value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "pruner setting %s must be a whole number, got %s".formatted(name, value));
    }
    return (int) value;
  }

  private void knowsOnly(String... names) {
    Set<String> unknown = new TreeSet<>(settings.keySet());
    unknown.removeAll(Set.of(names));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "pruner %s has no setting %s".formatted(type, String.join(", ", unknown)));
    }
  }
}
