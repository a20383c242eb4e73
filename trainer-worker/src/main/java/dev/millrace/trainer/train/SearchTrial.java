package dev.millrace.trainer.train;

import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.xgboost.HyperParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One search trial: the models of all folds grow round by round side by side, and what is reported,
 * pruned by and stopped by is their mean.
 */
public final class SearchTrial {
  /** The round that counts: a final fit boosts as often. */
  public static final String ROUNDS = "rounds";

  /** What a model of these parameters weighs. */
  private static final String MODEL_BYTES = "model_bytes";

  private final Assignment assignment;
  private final HyperParameters parameters;
  private final LearntTarget target;
  private final List<FoldRun> folds;
  private final Map<String, String> attributes;
  private final Watch watch;
  private final Checkpoints checkpoints;
  private final StoppingRule.Follower rule;
  private final EarlyStopping early;
  private final List<Step> curve = new ArrayList<>();
  private Measured counted = new Measured(new Step(0, 0, Double.NaN), List.of());

  /**
   * What the models were worth after a step.
   *
   * @param forecasts of each fold's judged rows
   */
  private record Measured(Step step, List<Forecast> forecasts) {}

  SearchTrial(
      Assignment assignment,
      HyperParameters parameters,
      LearntTarget target,
      List<FoldRun> folds,
      Map<String, String> attributes,
      Watch watch) {
    this.assignment = assignment;
    this.parameters = parameters;
    this.target = target;
    this.folds = folds;
    this.attributes = attributes;
    this.watch = watch;
    this.checkpoints = new Checkpoints(parameters.rounds(), assignment.stoppingRule());
    this.rule = assignment.stoppingRule().follow();
    this.early = assignment.fitting().earlyStopping(parameters.rounds());
  }

  Outcome run() {
    for (int round = 1; round <= parameters.rounds(); round++) {
      Optional<String> cancelled = watch.cancelled();
      if (cancelled.isPresent()) {
        return new Outcome.Cancelled(cancelled.get(), rounds(), nanos());
      }
      folds.forEach(fold -> fold.boosting().round());
      if (!checkpoints.isAt(round)) {
        continue;
      }
      Measured measured = measure();
      Optional<String> pruned = rule.stops(measured.step());
      if (pruned.isPresent()) {
        return new Outcome.Pruned(
            measured.step().value(), metrics(measured), curve, pruned.get(), rounds(), nanos());
      }
      if (early.counts(measured.step())) {
        counted = measured;
      }
      if (early.stops(measured.step())) {
        break;
      }
    }
    return new Outcome.Searched(counted.step().value(), metrics(counted), curve, rounds(), nanos());
  }

  private Measured measure() {
    List<Forecast> forecasts = folds.stream().map(fold -> fold.forecast(target)).toList();
    Metric objective = assignment.objective();
    double value = Objectives.finite(objective, mean(objective, forecasts));
    Step step = new Step(rounds(), (double) rounds() / parameters.rounds(), value);
    watch.step(step);
    if (checkpoints.isOnCurve(step.number())) {
      curve.add(step);
    }
    return new Measured(step, forecasts);
  }

  /** Of the folds in which it has a value: a block of zeros has no percentage error. */
  private double mean(Metric metric, List<Forecast> forecasts) {
    double sum = 0;
    int defined = 0;
    for (int i = 0; i < folds.size(); i++) {
      double one = folds.get(i).judged().scores().of(metric, forecasts.get(i));
      sum += Double.isFinite(one) ? one : 0;
      defined += Double.isFinite(one) ? 1 : 0;
    }
    return defined == 0 ? Double.NaN : sum / defined;
  }

  private Map<String, Double> metrics(Measured measured) {
    Map<String, Double> metrics = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      double mean = mean(metric, measured.forecasts());
      if (Double.isFinite(mean)) {
        metrics.put(metric.label(), mean);
      }
    }
    metrics.put(ROUNDS, (double) measured.step().number());
    metrics.put(MODEL_BYTES, (double) folds.getLast().boosting().save(attributes).length);
    return metrics;
  }

  private int rounds() {
    return folds.getFirst().boosting().rounds();
  }

  private long nanos() {
    return folds.stream().mapToLong(fold -> fold.boosting().nanos()).sum();
  }
}
