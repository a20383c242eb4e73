package dev.millrace.intake.request;

import dev.millrace.intake.request.Tuning.Pruning;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a pruner must keep. Steps are shares of a trial's boosting budget, from 0 to 1. */
final class PrunerRules {

  private static final String PATH = "config.pruner";
  private static final int MOST_STARTUP_TRIALS = SearchRules.MOST_TRIALS;

  /** What a setting may be. */
  private enum Setting {
    WARMUP("must be from 0 to 1") {
      @Override
      boolean admits(double value) {
        return value >= 0 && value <= 1;
      }
    },
    INTERVAL("must be from 0 to 1") {
      @Override
      boolean admits(double value) {
        return value >= 0 && value <= 1;
      }
    },
    STARTUP_TRIALS("must be a whole number from 0 to " + MOST_STARTUP_TRIALS) {
      @Override
      boolean admits(double value) {
        return value >= 0 && value <= MOST_STARTUP_TRIALS && Hyperparameter.isWhole(value);
      }
    },
    PERCENTILE("must be from 0 to 100") {
      @Override
      boolean admits(double value) {
        return value >= 0 && value <= 100;
      }
    },
    REDUCTION_FACTOR("must be a whole number from 2 to 100") {
      @Override
      boolean admits(double value) {
        return value >= 2 && value <= 100 && Hyperparameter.isWhole(value);
      }
    },
    MIN_SHARE("must be above 0 and at most 1") {
      @Override
      boolean admits(double value) {
        return value > 0 && value <= 1;
      }
    },
    BRACKETS("must be a whole number from 1 to 20") {
      @Override
      boolean admits(double value) {
        return value >= 1 && value <= 20 && Hyperparameter.isWhole(value);
      }
    },
    UPPER("must be a finite number") {
      @Override
      boolean admits(double value) {
        return Double.isFinite(value);
      }
    },
    PATIENCE("must be above 0 and at most 1") {
      @Override
      boolean admits(double value) {
        return value > 0 && value <= 1;
      }
    },
    MIN_IMPROVEMENT("must be a finite number from 0") {
      @Override
      boolean admits(double value) {
        return value >= 0 && Double.isFinite(value);
      }
    };

    private final String rule;

    Setting(String rule) {
      this.rule = rule;
    }

    abstract boolean admits(double value);

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The settings of each type, in the order in which they are told. */
  private static final SortedMap<String, List<Setting>> TYPES =
      new TreeMap<>(
          Map.of(
              "none", List.of(),
              "median", List.of(Setting.WARMUP, Setting.INTERVAL, Setting.STARTUP_TRIALS),
              "percentile",
                  List.of(
                      Setting.PERCENTILE, Setting.WARMUP, Setting.INTERVAL, Setting.STARTUP_TRIALS),
              "asha", List.of(Setting.REDUCTION_FACTOR, Setting.MIN_SHARE, Setting.STARTUP_TRIALS),
              "hyperband", List.of(Setting.REDUCTION_FACTOR, Setting.MIN_SHARE, Setting.BRACKETS),
              "threshold", List.of(Setting.UPPER, Setting.WARMUP, Setting.INTERVAL),
              "patient", List.of(Setting.PATIENCE, Setting.MIN_IMPROVEMENT, Setting.WARMUP)));

  private final Complaints complaints;

  PrunerRules(Complaints complaints) {
    this.complaints = complaints;
  }

  void check(Pruning pruning) {
    List<Setting> known = TYPES.get(pruning.type());
    if (known == null) {
      complaints.require(
          false,
          PATH + ".type",
          "must be one of " + String.join(", ", TYPES.keySet()),
          pruning.type());
      return;
    }
    pruning.settings().forEach((name, value) -> check(pruning.type(), known, name, value));
    if (known.contains(Setting.UPPER)) {
      complaints.require(
          pruning.settings().containsKey(Setting.UPPER.label()),
          PATH + ".upper",
          "must be given for type " + pruning.type(),
          "none");
    }
  }

  private void check(String type, List<Setting> known, String name, double value) {
    String at = PATH + "." + name;
    known.stream()
        .filter(setting -> setting.label().equals(name))
        .findFirst()
        .ifPresentOrElse(
            setting -> complaints.require(setting.admits(value), at, setting.rule, value),
            () ->
                complaints.add(
                    at,
                    "does not belong to type " + type,
                    "%s does not belong to type %s, which has %s"
                        .formatted(at, type, labels(known))));
  }

  private static String labels(List<Setting> settings) {
    return settings.isEmpty()
        ? "no settings"
        : String.join(", ", settings.stream().map(Setting::label).toList());
  }
}
