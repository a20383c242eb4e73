package dev.millrace.trainer.xgboost;

/** The objective threw: this trial cannot be trained, and trying again would not help. */
public final class TrainingFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Where XGBoost raises whatever goes wrong between ranks. */
  private static final String BETWEEN_RANKS = "collective/result.cc";

  private final boolean between;

  public TrainingFailed(String message) {
    this(message, false);
  }

  private TrainingFailed(String message, boolean between) {
    super(message);
    this.between = between;
  }

  /** Ranks that trained together have lost each other: the same may well succeed next time. */
  public static TrainingFailed betweenRanks(String message) {
    return new TrainingFailed(message, true);
  }

  /** Whether ranks lost each other, and nothing is wrong with the trial itself. */
  public boolean isBetweenRanks() {
    return between;
  }

  /** XGBoost's own words, less the native stack trace that it appends. */
  static TrainingFailed because(Exception cause) {
    String message = String.valueOf(cause.getMessage());
    int trace = message.indexOf("Stack trace:");
    var failed =
        new TrainingFailed(
            "XGBoost: " + (trace < 0 ? message : message.substring(0, trace)).strip(),
            message.contains(BETWEEN_RANKS));
    failed.initCause(cause);
    return failed;
  }
}
