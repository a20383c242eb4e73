package dev.millrace.trainer.train;

import dev.millrace.trainer.data.Fold;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.SharedCache;
import dev.millrace.trainer.metric.Mean;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.xgboost.Bins;
import dev.millrace.trainer.xgboost.Boosting;
import dev.millrace.trainer.xgboost.HyperParameters;
import dev.millrace.trainer.xgboost.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses, before a search, in which form the target is learnt and by which loss: one small model
 * of each kind is fitted to the latest training rows of every fold, and the kind with the lowest
 * mean objective wins. The same for the same dataset, wherever it is made.
 */
final class RecipeChoice {
  private static final Recipe NAIVE = new Recipe(TargetTransform.DIFFERENCE, Loss.SQUARED_ERROR);

  /** What a median is wanted for, and where the linear forecast that it is relative to exists. */
  private static final Recipe ROBUST = new Recipe(TargetTransform.RESIDUAL, Loss.ABSOLUTE_ERROR);

  private static final int MOST_ROWS = 4096;
  private static final Map<String, Object> PROBE =
      Map.of("n_estimators", 40, "learning_rate", 0.15, "max_depth", 4, "min_child_weight", 5);

  /** By so much another kind must be better than the usual one: less is chance. */
  private static final double MARGIN = 0.01;

  /** The same where the usual one varies less with the rows than any other. */
  private static final double ROBUST_MARGIN = 0.02;

  private final LearntTargets targets;
  private final Metric metric;
  private final List<Fold> folds;
  private final Function<Rows, SharedCache<Rows, Judged>.Lease> judged;

  /**
   * Chooses by a metric on these folds.
   *
   * @param judged the rows to judge by, as search trials share them
   */
  RecipeChoice(
      LearntTargets targets,
      Metric metric,
      List<Fold> folds,
      Function<Rows, SharedCache<Rows, Judged>.Lease> judged) {
    this.targets = targets;
    this.metric = metric;
    this.folds = folds;
    this.judged = judged;
  }

  /**
   * The best of those that are left open.
   *
   * @param transform one of those that a request may name, which residual is not
   */
  Recipe choose(Optional<TargetTransform> transform, Optional<Loss> loss) {
    List<Recipe> open =
        candidates(loss.isEmpty()).stream()
            .filter(one -> transform.isEmpty() || transform.get() == one.transform())
            .filter(one -> loss.isEmpty() || one.loss().equals(Loss.SQUARED_ERROR))
            .map(one -> probed(one, loss))
            .toList();
    Recipe usual = open.getFirst();
    double margin = usual.equals(ROBUST) ? Math.max(ROBUST_MARGIN, chance()) : MARGIN;
    Recipe best = usual;
    double least = open.size() == 1 ? 0 : error(best);
    for (Recipe other : open.subList(1, open.size())) {
      double error = error(other);
      if (error < least * (best.equals(usual) ? 1 - margin : 1)) {
        best = other;
        least = error;
      }
    }
    return new Recipe(best.transform(), loss.orElse(best.loss()));
  }

  /** How much of an error is chance: the fewer rows are judged, the more. */
  private double chance() {
    return 1 / Math.sqrt(folds.stream().mapToInt(fold -> fold.judged().count()).sum());
  }

  /** Quantiles need a probe that says some; any point is told by the usual one. */
  private static Recipe probed(Recipe candidate, Optional<Loss> loss) {
    return loss.filter(one -> one.quantiles().isPresent())
        .map(one -> new Recipe(candidate.transform(), one))
        .orElse(candidate);
  }

  /** The usual one first. */
  private List<Recipe> candidates(boolean anyLoss) {
    List<Recipe> candidates = new ArrayList<>();
    if (anyLoss && !metric.isOfSquares() && targets.canBeResiduals()) {
      candidates.add(ROBUST);
    }
    candidates.add(NAIVE);
    candidates.add(new Recipe(TargetTransform.DIFFERENCE, Loss.ABSOLUTE_ERROR));
    for (TargetTransform form : List.of(TargetTransform.LEVEL, TargetTransform.RATIO)) {
      candidates.add(new Recipe(form, Loss.SQUARED_ERROR));
      candidates.add(new Recipe(form, Loss.ABSOLUTE_ERROR));
    }
    return candidates;
  }

  private double error(Recipe recipe) {
    return targets.of(recipe, folds.getFirst().train()).isPossible()
        ? Mean.ofFinite(folds.stream().mapToDouble(fold -> error(recipe, fold)))
            .orElse(Double.POSITIVE_INFINITY)
        : Double.POSITIVE_INFINITY;
  }

  private double error(Recipe recipe, Fold fold) {
    LearntTarget target = targets.of(recipe, fold.train());
    int end = fold.train().to();
    Rows rows = new Rows(Math.max(fold.train().from(), end - MOST_ROWS), end);
    HyperParameters parameters =
        HyperParameters.of(PROBE, 0, Bins.ofSearch(rows.count())).withLoss(recipe.loss());
    try (var lease = judged.apply(fold.judged());
        var matrix = target.matrix(rows, parameters.maxBin());
        var boosting = new Boosting(parameters, matrix, lease.value().matrix())) {
      while (boosting.rounds() < parameters.rounds()) {
        boosting.round();
      }
      float[][] predicted = boosting.predict(lease.value().matrix());
      return lease.value().scores().of(metric, target.forecast(predicted, fold.judged()));
    }
  }
}
