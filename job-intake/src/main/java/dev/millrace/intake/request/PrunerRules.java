package dev.millrace.intake.request;

import dev.millrace.intake.request.Tuning.Pruning;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a pruner must keep. Steps are shares of a trial's boosting budget, from 0 to 1. */
final class PrunerRules {

  private static final String PATH = "config.pruner";
  private static final int MOST_BRACKETS = 20;
  private static final int MOST_REDUCTION = 100;

  /** What a setting may be. */
  private enum Setting {
    WARMUP(Kind.FROM, 0, 1),
    INTERVAL(Kind.FROM, 0, 1),
    STARTUP_TRIALS(Kind.WHOLE, 0, SearchRules.MOST_TRIALS),
    PERCENTILE(Kind.FROM, 0, 100),
    INNER_PERCENTILE(Kind.FROM, 0, 100),
    REDUCTION_FACTOR(Kind.ABOVE, 1, MOST_REDUCTION),
    MIN_SHARE(Kind.ABOVE, 0, 1),
    BRACKETS(Kind.WHOLE, 1, MOST_BRACKETS),
    UPPER(Kind.FROM, -Double.MAX_VALUE, Double.MAX_VALUE),
    PATIENCE(Kind.ABOVE, 0, 1),
    MIN_IMPROVEMENT(Kind.FROM, 0, Double.MAX_VALUE);

    /** Whether the lower bound is a value, and what lies between the bounds. */
    private enum Kind {
      FROM,
      ABOVE,
      WHOLE
    }

    private final Kind kind;
    private final double low;
    private final double high;

    Setting(Kind kind, double low, double high) {
      this.kind = kind;
      this.low = low;
      this.high = high;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean admits(double value) {
      boolean within = value >= low && value <= high;
      return switch (kind) {
        case FROM -> within;
        case ABOVE -> within && value > low;
        case WHOLE -> within && value == Math.rint(value);
      };
    }

    String rule() {
      return switch (kind) {
        case FROM -> high < Double.MAX_VALUE ? "must be from " + range(" to ") : finite();
        case ABOVE -> "must be above " + range(" and at most ");
        case WHOLE -> "must be a whole number from " + range(" to ");
      };
    }

    private String range(String between) {
      return (long) low + between + (long) high;
    }

    private String finite() {
      return low < 0 ? "must be a finite number" : "must be a finite number from " + (long) low;
    }
  }

  /** The settings of each type, in the order in which they are told. */
  private static final SortedMap<String, List<Setting>> TYPES =
      new TreeMap<>(
          Map.of(
              "none",
              List.of(),
              "median",
              List.of(Setting.WARMUP, Setting.INTERVAL, Setting.STARTUP_TRIALS),
              "percentile",
              List.of(Setting.PERCENTILE, Setting.WARMUP, Setting.INTERVAL, Setting.STARTUP_TRIALS),
              "asha",
              List.of(Setting.MIN_SHARE, Setting.REDUCTION_FACTOR, Setting.STARTUP_TRIALS),
              "hyperband",
              List.of(Setting.MIN_SHARE, Setting.REDUCTION_FACTOR, Setting.BRACKETS),
              "threshold",
              List.of(Setting.UPPER, Setting.WARMUP, Setting.INTERVAL),
              "patient",
              List.of(
                  Setting.PATIENCE,
                  Setting.MIN_IMPROVEMENT,
                  Setting.INNER_PERCENTILE,
                  Setting.WARMUP,
                  Setting.INTERVAL,
                  Setting.STARTUP_TRIALS)));

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
    if (pruning.settings().containsKey(Setting.BRACKETS.label())) {
      complaints.require(
          !pruning.settings().containsKey(Setting.MIN_SHARE.label()),
          PATH + ".brackets",
          "and min_share exclude each other, as one follows from the other",
          pruning.settings());
    }
  }

  private void check(String type, List<Setting> known, String name, double value) {
    String at = PATH + "." + name;
    known.stream()
        .filter(setting -> setting.label().equals(name))
        .findFirst()
        .ifPresentOrElse(
            setting -> complaints.require(setting.admits(value), at, setting.rule(), value),
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
