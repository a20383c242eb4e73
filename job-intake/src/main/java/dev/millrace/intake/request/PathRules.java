package dev.millrace.intake.request;

/** What belongs to forecasts of every step up to the horizon. */
final class PathRules {
  private static final int SHORTEST = 2;

  /** Every leaf of a tree holds a value for each step. */
  private static final int LONGEST = 168;

  private PathRules() {}

  static void check(JobRequest request, Complaints complaints) {
    if (!request.config().fitting().path()) {
      return;
    }
    complaints.require(
        request.modelType().equals(RequestRules.FORECAST),
        "config.training.path",
        "must be false for any other model type than forecast",
        true);
    long horizon = request.config().horizon();
    complaints.require(
        horizon >= SHORTEST && horizon <= LONGEST,
        "config.horizon",
        "must be from %d to %d steps with training.path".formatted(SHORTEST, LONGEST),
        horizon);
    complaints.require(
        request.config().search().trainingWorkers() <= 1,
        "config.training_workers",
        "must be 1 with training.path",
        request.config().search().trainingWorkers());
  }
}
