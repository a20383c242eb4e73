package dev.millrace.trainer.train;

import dev.millrace.trainer.baseline.Anchor;
import dev.millrace.trainer.baseline.Baselines;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.SharedCache;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.metric.Scores;
import dev.millrace.trainer.model.ForecastModel;
import dev.millrace.trainer.xgboost.Boosting;
import dev.millrace.trainer.xgboost.HyperParameters;
import dev.millrace.trainer.xgboost.QuantileMatrix;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.DMatrix;

/** A dataset with the matrices that its trials share: one of training rows per max_bin. */
final class PreparedForecast implements Trainer.Prepared {
  /** Few: a study that searches max_bin would fill the memory otherwise. */
  private static final int MATRICES = 4;

  /** Beside the metrics of forecasts: what a model of these parameters weighs. */
  private static final String MODEL_BYTES = "model_bytes";

  private final Dataset dataset;
  private final Anchor anchor;
  private final SharedCache<Integer, QuantileMatrix> training = new SharedCache<>(MATRICES);
  private final DMatrix validation;
  private final Scores validationScores;

  PreparedForecast(Dataset dataset) {
    this.dataset = dataset;
    this.anchor = Anchor.of(dataset);
    Rows rows = dataset.splits().validation();
    this.validation = Boosting.rowsToPredict(dataset, rows);
    this.validationScores = Scores.on(dataset, rows);
  }

  @Override
  public Outcome train(Assignment assignment, Watch watch) {
    var parameters = HyperParameters.of(assignment.parameters(), assignment.seed());
    watch.planned(parameters.rounds());
    return switch (assignment.kind()) {
      case SEARCH -> search(assignment, parameters, watch);
      case FINAL_FIT -> finalFit(assignment, parameters, watch);
    };
  }

  private Outcome search(Assignment assignment, HyperParameters parameters, Watch watch) {
    Rows rows = dataset.splits().train();
    try (var matrix =
            training.acquire(parameters.maxBin(), () -> quantiles(rows, parameters.maxBin()));
        var boosting = new Boosting(parameters, matrix.value(), validation)) {
      return new Search(assignment, parameters, boosting, watch).run();
    }
  }

  /** One search trial; XGBoost's matrices are its caller's. */
  private final class Search {
    private final Assignment assignment;
    private final HyperParameters parameters;
    private final Boosting boosting;
    private final Watch watch;
    private final Checkpoints checkpoints;
    private final StoppingRule.Follower rule;
    private final List<Step> curve = new ArrayList<>();
    private double[] forecast = {};

    Search(Assignment assignment, HyperParameters parameters, Boosting boosting, Watch watch) {
      this.assignment = assignment;
      this.parameters = parameters;
      this.boosting = boosting;
      this.watch = watch;
      this.checkpoints = new Checkpoints(parameters.rounds(), assignment.stoppingRule());
      this.rule = assignment.stoppingRule().follow();
    }

    Outcome run() {
      double value = Double.NaN;
      while (boosting.rounds() < parameters.rounds()) {
        Optional<String> cancelled = watch.cancelled();
        if (cancelled.isPresent()) {
          return new Outcome.Cancelled(cancelled.get(), boosting.rounds(), boosting.nanos());
        }
        boosting.round();
        if (checkpoints.isAt(boosting.rounds())) {
          Step step = measure();
          value = step.value();
          Optional<String> pruned = rule.stops(step);
          if (pruned.isPresent()) {
            return new Outcome.Pruned(
                value, metrics(), curve, pruned.get(), boosting.rounds(), boosting.nanos());
          }
        }
      }
      return new Outcome.Searched(value, metrics(), curve, boosting.rounds(), boosting.nanos());
    }

    private Step measure() {
      forecast = levels(boosting, validation, dataset.splits().validation());
      double value = value(assignment.objective(), validationScores, forecast);
      Step step = step(boosting, parameters, value);
      watch.step(step);
      if (checkpoints.isOnCurve(step.number())) {
        curve.add(step);
      }
      return step;
    }

    private Map<String, Double> metrics() {
      Map<String, Double> metrics = new TreeMap<>(validationScores.all(forecast));
      byte[] model = boosting.save(ForecastModel.attributes(dataset.layout(), anchor.name()));
      metrics.put(MODEL_BYTES, (double) model.length);
      return metrics;
    }
  }

  private Outcome finalFit(Assignment assignment, HyperParameters parameters, Watch watch) {
    Rows test = dataset.splits().test();
    DMatrix testRows = Boosting.rowsToPredict(dataset, test);
    try (var matrix = quantiles(dataset.splits().trainAndValidation(), parameters.maxBin());
        var boosting = new Boosting(parameters, matrix, testRows)) {
      while (boosting.rounds() < parameters.rounds()) {
        Optional<String> cancelled = watch.cancelled();
        if (cancelled.isPresent()) {
          return new Outcome.Cancelled(cancelled.get(), boosting.rounds(), boosting.nanos());
        }
        boosting.round();
      }
      double[] forecast = levels(boosting, testRows, test);
      Scores scores = Scores.on(dataset, test);
      double objective = value(assignment.objective(), scores, forecast);
      var attributes = ForecastModel.attributes(dataset.layout(), anchor.name());
      return new Outcome.Fitted(
          new Model(boosting.save(attributes)),
          objective,
          scores.all(forecast),
          Baselines.onTest(dataset),
          boosting.rounds(),
          boosting.nanos());
    } finally {
      testRows.dispose();
    }
  }

  private QuantileMatrix quantiles(Rows rows, int maxBin) {
    return QuantileMatrix.of(dataset, rows, anchor.differences(dataset.target(), rows), maxBin);
  }

  private double[] levels(Boosting boosting, DMatrix matrix, Rows rows) {
    return anchor.levels(boosting.predict(matrix), rows);
  }

  private static Step step(Boosting boosting, HyperParameters parameters, double value) {
    double share = (double) boosting.rounds() / parameters.rounds();
    return new Step(boosting.rounds(), share, value);
  }

  /** The objective; a trial without one has failed. */
  private static double value(Metric metric, Scores scores, double[] forecast) {
    double value = scores.of(metric, forecast);
    if (!Double.isFinite(value)) {
      throw new TrainingFailed(
          "objective %s is %s: the model diverged, or the metric is undefined on these rows"
              .formatted(metric.label(), value));
    }
    return value;
  }

  @Override
  public void close() {
    training.close();
    validation.dispose();
  }
}
