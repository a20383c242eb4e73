package dev.millrace.trainer.train;

import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.Mean;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.xgboost.Boosting;
import dev.millrace.trainer.xgboost.HyperParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
  private final EarlyStopping early;
  private final List<Step> curve = new ArrayList<>();
  private StoppingRule stopping;
  private StoppingRule.Follower rule;
  private MeasuredSteps measuredSteps;
  private Counted counted = new Counted(new Step(0, 0, Double.NaN), Map.of());

  /**
   * What the models were worth after a step.
   *
   * @param forecasts of each fold's judged rows
   */
  private record Measured(Step step, List<Forecast> forecasts) {}

  /** The step that counts, and what the models were worth after it. */
  private record Counted(Step step, Map<String, Double> metrics) {}

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
    this.early = assignment.fitting().earlyStopping(parameters.rounds());
    this.stopping = assignment.stoppingRule();
    this.rule = stopping.follow();
    this.measuredSteps = new MeasuredSteps(parameters.rounds(), stopping);
  }

  Outcome run(Keeper keeper) {
    keeper.found().ifPresent(this::resume);
    while (rounds() < parameters.rounds()) {
      Optional<String> cancelled = watch.cancelled();
      if (cancelled.isPresent()) {
        return new Outcome.Cancelled(cancelled.get(), rounds(), nanos());
      }
      folds.forEach(fold -> fold.boosting().round());
      if (measuredSteps.isAt(rounds())) {
        Measured measured = measure();
        Optional<String> pruned = rule.stops(measured.step());
        if (pruned.isPresent()) {
          return pruned(count(measured), pruned.get());
        }
        if (early.counts(measured.step())) {
          counted = count(measured);
        }
        if (early.stops(measured.step())) {
          break;
        }
      }
      if (keeper.isDue()) {
        keeper.keep(reached());
      }
    }
    return new Outcome.Searched(counted.step().value(), metrics(counted), curve, rounds(), nanos());
  }

  private Outcome pruned(Counted last, String why) {
    return new Outcome.Pruned(last.step().value(), metrics(last), curve, why, rounds(), nanos());
  }

  private List<Boosting> models() {
    return folds.stream().map(FoldRun::boosting).toList();
  }

  private Checkpoint reached() {
    return new Checkpoint(
        models().stream().map(Boosting::snapshot).toList(),
        Optional.of(
            new Checkpoint.Search(
                stopping,
                rule.position(),
                early.best(),
                curve,
                counted.step(),
                counted.metrics())));
  }

  private void resume(Checkpoint found) {
    Checkpoint.Search search =
        found.search().orElseThrow(() -> new UnusableCheckpoint("it is not of a search trial"));
    Growth.resume(models(), found);
    stopping = search.rule();
    rule = stopping.followFrom(search.position());
    measuredSteps = new MeasuredSteps(parameters.rounds(), stopping);
    early.resume(search.best());
    curve.addAll(search.curve());
    counted = new Counted(search.counted(), search.metrics());
  }

  private Measured measure() {
    List<Forecast> forecasts = folds.stream().map(fold -> fold.forecast(target)).toList();
    Metric objective = assignment.objective();
    double value = Objectives.finite(objective, mean(objective, forecasts));
    Step step = new Step(rounds(), (double) rounds() / parameters.rounds(), value);
    watch.step(step);
    if (measuredSteps.isOnCurve(step.number())) {
      curve.add(step);
    }
    return new Measured(step, forecasts);
  }

  /** Of the folds in which it has a value: a block of zeros has no percentage error. */
  private double mean(Metric metric, List<Forecast> forecasts) {
    return Mean.ofFinite(
            IntStream.range(0, folds.size())
                .mapToDouble(i -> folds.get(i).judged().scores().of(metric, forecasts.get(i))))
        .orElse(Double.NaN);
  }

  private Counted count(Measured measured) {
    Map<String, Double> metrics = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      double mean = mean(metric, measured.forecasts());
      if (Double.isFinite(mean)) {
        metrics.put(metric.label(), mean);
      }
    }
    return new Counted(measured.step(), metrics);
  }

  private Map<String, Double> metrics(Counted last) {
    Map<String, Double> metrics = new TreeMap<>(last.metrics());
    metrics.put(ROUNDS, (double) last.step().number());
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
