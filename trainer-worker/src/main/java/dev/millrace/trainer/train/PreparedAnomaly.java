package dev.millrace.trainer.train;

import dev.millrace.trainer.anomaly.AlarmPolicy;
import dev.millrace.trainer.anomaly.Backtest;
import dev.millrace.trainer.anomaly.Detector;
import dev.millrace.trainer.anomaly.DetectorFit;
import dev.millrace.trainer.anomaly.DetectorText;
import dev.millrace.trainer.anomaly.Evaluation;
import dev.millrace.trainer.anomaly.Label;
import dev.millrace.trainer.anomaly.Pace;
import dev.millrace.trainer.anomaly.Residuals;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Fold;
import dev.millrace.trainer.xgboost.Loss;
import dev.millrace.trainer.xgboost.SavedTrees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dataset ready to learn what is ordinary in it. The search is that of the forecast: the smaller
 * its errors, the clearer what does not belong. The final fit goes over the past once more, as it
 * would have been forecast and judged then, and fits the detector to those residuals.
 */
final class PreparedAnomaly implements Trainer.Prepared {
  private final Dataset dataset;
  private final PreparedForecast forecast;

  PreparedAnomaly(Dataset dataset) {
    this.dataset = dataset;
    this.forecast = new PreparedForecast(dataset);
  }

  @Override
  public Outcome train(Assignment assignment, Watch watch, Keeper keeper) {
    // Anomalies in the training rows must not be learnt: the absolute error shrugs them off.
    Assignment robust = assignment.with(assignment.fitting().loss().orElse(Loss.ABSOLUTE_ERROR));
    return switch (forecast.train(robust, watch, keeper)) {
      case Outcome.Fitted fitted -> detect(robust, fitted, watch);
      case Outcome other -> other;
    };
  }

  private Outcome detect(Assignment assignment, Outcome.Fitted fitted, Watch watch) {
    byte[] ubj = fitted.model().bytes();
    var rolling = forecast.rolling(assignment, fitted.steps());
    var past = PastFolds.of(dataset, assignment.fitting().embargo());
    Optional<String> cancelled = rolling.run(past.folds(), watch);
    int steps = fitted.steps() + rolling.steps();
    long nanos = fitted.trainNanos() + rolling.nanos();
    if (cancelled.isPresent()) {
      return new Outcome.Cancelled(cancelled.get(), steps, nanos);
    }
    try (SavedTrees trees = SavedTrees.load(ubj)) {
      rolling.run(Fold.ofTest(dataset, assignment.fitting().embargo()), trees);
      var judgement = new Judgement(assignment, rolling.points(), past);
      return new Outcome.Fitted(
          new Model(trees.save(judgement.attributes())),
          fitted.objective(),
          judgement.metrics(fitted.testMetrics()),
          fitted.baselines(),
          fitted.steps(),
          nanos);
    }
  }

  /** What the residuals of the past say, and how a detector would have done. */
  private final class Judgement {
    private final AlarmPolicy policy;
    private final List<Label> labels;
    private final List<Residuals> residuals;
    private final Pace pace;
    private final PastFolds past;
    private final Detector detector;

    Judgement(Assignment assignment, double[] forecasts, PastFolds past) {
      this.policy = assignment.alarms().policy();
      this.labels = assignment.alarms().labels();
      this.residuals = past.residuals(dataset, forecasts);
      this.pace = Pace.of(residuals);
      this.past = past;
      this.detector = detector();
    }

    Map<String, String> attributes() {
      return DetectorText.attributes(detector, pace);
    }

    private Detector detector() {
      long test = past.testTime(dataset);
      List<Residuals> known = residuals.stream().map(one -> one.before(test)).toList();
      return DetectorFit.of(known, policy, pace);
    }

    Map<String, Double> metrics(Map<String, Double> ofForecast) {
      Map<String, Double> metrics = new TreeMap<>(ofForecast);
      metrics.putAll(evaluate(past.refitTimes(dataset)).metrics(!labels.isEmpty()));
      evaluate(new long[] {past.testTime(dataset)})
          .metrics(!labels.isEmpty())
          .forEach((name, value) -> metrics.put("test_" + name, value));
      metrics.put("score_threshold", detector.threshold());
      return metrics;
    }

    private Evaluation evaluate(long[] refits) {
      return Evaluation.of(new Backtest(residuals, policy, pace).run(refits), labels, pace);
    }
  }

  @Override
  public void close() {
    forecast.close();
  }
}
