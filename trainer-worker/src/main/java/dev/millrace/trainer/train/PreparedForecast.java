package dev.millrace.trainer.train;

import dev.millrace.trainer.baseline.Baselines;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Fold;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.SharedCache;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.model.PathModel;
import dev.millrace.trainer.xgboost.Boosting;
import dev.millrace.trainer.xgboost.HyperParameters;
import dev.millrace.trainer.xgboost.Loss;
import dev.millrace.trainer.xgboost.QuantileMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A dataset with all that its trials share: quantised rows, rows to judge by, the recipe. */
final class PreparedForecast implements Trainer.Prepared {
  /** Few: a study that searches max_bin would fill the memory otherwise. */
  private static final int MATRICES = 12;

  private static final int JUDGED = 32;

  /** Training rows of one fold, as one recipe with one max_bin needs them. */
  private record MatrixKey(Rows rows, Recipe recipe, int maxBin) {}

  private record RecipeKey(Metric metric, Fitting fitting, Optional<Loss> loss) {}

  private final Dataset dataset;
  private final LearntTargets targets;
  private final Function<Fitting, Map<String, Map<String, Double>>> baselines;
  private final SharedCache<MatrixKey, QuantileMatrix> training = new SharedCache<>(MATRICES);
  private final SharedCache<Rows, Judged> judged = new SharedCache<>(JUDGED);
  private final Map<RecipeKey, Recipe> recipes = new ConcurrentHashMap<>();

  /** A final fit is shown beside point forecasts. */
  PreparedForecast(Dataset dataset) {
    this(dataset, _ -> Baselines.onTest(dataset));
  }

  /**
   * A final fit is shown beside what somebody else makes.
   *
   * @param baselines metrics on the test rows, by baseline
   */
  PreparedForecast(Dataset dataset, Function<Fitting, Map<String, Map<String, Double>>> baselines) {
    this.dataset = dataset;
    this.targets = new LearntTargets(dataset);
    this.baselines = baselines;
  }

  Dataset dataset() {
    return dataset;
  }

  @Override
  public Outcome train(Assignment assignment, Watch watch, Keeper keeper) {
    return train(assignment, Team.ALONE, watch, keeper);
  }

  @Override
  public Outcome train(Assignment assignment, Team team, Watch watch, Keeper keeper) {
    HyperParameters proposed = assignment.hyperParameters(dataset.splits());
    watch.planned(assignment.rounds().orElse(proposed.rounds()));
    Recipe recipe = recipe(assignment, proposed);
    HyperParameters parameters = proposed.withLoss(recipe.loss());
    return switch (assignment.kind()) {
      case SEARCH -> search(assignment, parameters, recipe, watch, keeper);
      case FINAL_FIT -> finalFit(assignment, parameters, recipe, team, watch, keeper);
    };
  }

  /**
   * Other models of the same recipe as the final fit of this assignment, of as many rounds.
   *
   * @param assignment one with a loss, whose target is then the same whatever rows a model knows
   */
  RollingForecast rolling(Assignment assignment, int rounds) {
    HyperParameters proposed = assignment.hyperParameters(dataset.splits());
    Recipe recipe = recipe(assignment, proposed);
    LearntTarget target = targets.possible(recipe, dataset.splits().trainAndValidation());
    return new RollingForecast(dataset, target, proposed.withLoss(recipe.loss()), rounds);
  }

  private Recipe recipe(Assignment assignment, HyperParameters proposed) {
    Fitting fitting = assignment.fitting();
    return recipes.computeIfAbsent(
        new RecipeKey(assignment.objective(), fitting, proposed.givenLoss().or(fitting::loss)),
        key ->
            new RecipeChoice(targets, key.metric(), folds(fitting), this::judged)
                .choose(fitting.transform(), key.loss()));
  }

  private List<Fold> folds(Fitting fitting) {
    return Fold.ofValidation(dataset, fitting.folds(), fitting.embargo());
  }

  private Map<String, String> attributes(Recipe recipe, Rows train) {
    Map<String, String> attributes = new TreeMap<>(targets.attributes(recipe, train));
    if (dataset.steps() > 1) {
      attributes.putAll(PathModel.attributes());
    }
    return attributes;
  }

  private Outcome search(
      Assignment assignment,
      HyperParameters parameters,
      Recipe recipe,
      Watch watch,
      Keeper keeper) {
    List<Fold> folds = folds(assignment.fitting());
    Map<String, String> attributes = attributes(recipe, folds.getLast().train());
    List<FoldRun> runs = new ArrayList<>();
    try {
      for (Fold fold : folds) {
        runs.add(run(fold, parameters, recipe));
      }
      return new SearchTrial(assignment, parameters, runs, attributes, watch).run(keeper);
    } finally {
      runs.forEach(FoldRun::close);
    }
  }

  private FoldRun run(Fold fold, HyperParameters parameters, Recipe recipe) {
    LearntTarget target = targets.possible(recipe, fold.train());
    var key = new MatrixKey(fold.train(), recipe, parameters.maxBin());
    var matrix = training.acquire(key, () -> target.matrix(fold.train(), parameters.maxBin()));
    try {
      return new FoldRun(parameters, matrix, judged(fold.judged()), target);
    } catch (RuntimeException | Error e) {
      matrix.close();
      throw e;
    }
  }

  private SharedCache<Rows, Judged>.Lease judged(Rows rows) {
    return judged.acquire(rows, () -> Judged.of(dataset, rows));
  }

  private Outcome finalFit(
      Assignment assignment,
      HyperParameters proposed,
      Recipe recipe,
      Team team,
      Watch watch,
      Keeper keeper) {
    int rounds = assignment.rounds().orElse(proposed.rounds());
    Fold fold = Fold.ofTest(dataset, assignment.fitting().embargo());
    LearntTarget target = targets.possible(recipe, fold.train());
    Rows trained = team.share(fold.train());
    try (Judged test = Judged.of(dataset, fold.judged());
        var member = team.join();
        var matrix = target.matrix(trained, fold.train(), proposed.maxBin());
        var boosting = new Boosting(proposed, matrix, test.matrix())) {
      member.agreed(keeper.found()).ifPresent(found -> Growth.resume(List.of(boosting), found));
      Optional<String> cancelled = Growth.grow(boosting, rounds, watch, keeper);
      if (cancelled.isPresent()) {
        return new Outcome.Cancelled(cancelled.get(), boosting.rounds(), boosting.nanos());
      }
      Forecast forecast = target.forecast(boosting.predict(test.matrix()), test.rows());
      Metric metric = assignment.objective();
      double objective = Objectives.finite(metric, test.scores().of(metric, forecast));
      return new Outcome.Fitted(
          new Model(boosting.save(attributes(recipe, fold.train()))),
          objective,
          test.scores().all(forecast),
          baselines.apply(assignment.fitting()),
          boosting.rounds(),
          boosting.nanos());
    }
  }

  @Override
  public void close() {
    training.close();
    judged.close();
  }
}
