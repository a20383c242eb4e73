package dev.millrace.intake.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The hyperparameters of XGBoost's tree booster that may be searched or fixed. A name outside this
 * list is refused, because XGBoost ignores what it does not know and a misspelt name would be
 * searched in vain. Real numbers are those of a float, as XGBoost keeps them.
 */
enum Hyperparameter {
  N_ESTIMATORS(Kind.WHOLE, 1, 100_000),
  LEARNING_RATE(Kind.REAL, Float.MIN_VALUE, 1),
  MAX_DEPTH(Kind.WHOLE, 0, 64),
  MAX_LEAVES(Kind.WHOLE, 0, 1_000_000),
  MAX_BIN(Kind.WHOLE, 2, 65_536),
  MIN_CHILD_WEIGHT(Kind.REAL, 0, Float.MAX_VALUE),
  SUBSAMPLE(Kind.REAL, Float.MIN_VALUE, 1),
  COLSAMPLE_BYTREE(Kind.REAL, Float.MIN_VALUE, 1),
  COLSAMPLE_BYLEVEL(Kind.REAL, Float.MIN_VALUE, 1),
  COLSAMPLE_BYNODE(Kind.REAL, Float.MIN_VALUE, 1),
  GAMMA(Kind.REAL, 0, Float.MAX_VALUE),
  REG_ALPHA(Kind.REAL, 0, Float.MAX_VALUE),
  REG_LAMBDA(Kind.REAL, 0, Float.MAX_VALUE),
  MAX_DELTA_STEP(Kind.REAL, 0, Float.MAX_VALUE),
  NUM_PARALLEL_TREE(Kind.WHOLE, 1, 1_000),
  /**
   * Where boosting begins, in the form in which the target is learnt; else XGBoost estimates it.
   */
  BASE_SCORE(Kind.REAL, -Float.MAX_VALUE, Float.MAX_VALUE),
  GROW_POLICY("depthwise, lossguide");

  /** What a worker decides for itself, so that runs stay comparable and repeatable. */
  static final Set<String> RESERVED =
      Set.of(
          "nthread",
          "n_jobs",
          "seed",
          "random_state",
          "seed_per_iteration",
          "objective",
          "eval_metric",
          "booster",
          "device",
          "tree_method",
          "updater",
          "process_type",
          "refresh_leaf",
          "verbosity",
          "silent",
          "validate_parameters",
          "disable_default_eval_metric",
          "early_stopping_rounds",
          "multi_strategy",
          "monotone_constraints",
          "interaction_constraints");

  /** Second names that XGBoost knows; only one name is taken, so that none is given twice. */
  static final Map<String, String> ALIASES =
      Map.of(
          "eta", "learning_rate",
          "min_split_loss", "gamma",
          "alpha", "reg_alpha",
          "lambda", "reg_lambda",
          "num_boost_round", "n_estimators",
          "num_round", "n_estimators");

  private static final Map<String, Hyperparameter> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(Hyperparameter::label, Function.identity()));

  /** What values a hyperparameter takes. */
  enum Kind {
    WHOLE,
    REAL,
    WORD
  }

  private final Kind kind;
  private final double low;
  private final double high;

  /** Separated by a comma and a space. */
  private final String words;

  Hyperparameter(Kind kind, double low, double high) {
    this.kind = kind;
    this.low = low;
    this.high = high;
    this.words = "";
  }

  Hyperparameter(String words) {
    this.kind = Kind.WORD;
    this.low = 0;
    this.high = 0;
    this.words = words;
  }

  static Optional<Hyperparameter> byLabel(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  static String labels() {
    return BY_LABEL.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Kind kind() {
    return kind;
  }

  boolean admits(Scalar value) {
    return switch (kind) {
      case WORD ->
          value instanceof Scalar.Text text && List.of(words.split(", ")).contains(text.value());
      case WHOLE -> within(value.asNumber()) && isWhole(value.asNumber());
      case REAL -> within(value.asNumber());
    };
  }

  /** What it takes, to follow "must". */
  String demand() {
    return switch (kind) {
      case WORD -> "be one of " + words;
      case WHOLE -> "be a whole number " + range();
      case REAL -> "be a number " + range();
    };
  }

  private boolean within(double value) {
    return value >= low && value <= high;
  }

  private String range() {
    if (low == -Float.MAX_VALUE) {
      return "that a float can hold";
    }
    String from = low == Float.MIN_VALUE ? "above 0" : "from " + trim(low);
    return high == Float.MAX_VALUE ? from : from + " up to " + trim(high);
  }

  static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= 1L << 53;
  }

  private static String trim(double value) {
    return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
