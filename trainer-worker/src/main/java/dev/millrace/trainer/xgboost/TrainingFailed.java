package dev.millrace.trainer.xgboost;

/** The objective threw: this trial cannot be trained, and trying again would not help. */
public final class TrainingFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TrainingFailed(String message) {
    super(message);
  }

  /** XGBoost's own words, less the native stack trace that it appends. */
  static TrainingFailed because(Exception cause) {
    String message = String.valueOf(cause.getMessage());
    int trace = message.indexOf("Stack trace:");
    var failed =
        new TrainingFailed(
            "XGBoost: " + (trace < 0 ? message : message.substring(0, trace)).strip());
    failed.initCause(cause);
    return failed;
  }
}
