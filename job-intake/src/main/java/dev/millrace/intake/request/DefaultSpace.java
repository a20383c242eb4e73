package dev.millrace.intake.request;

import dev.millrace.intake.request.Scalar.Real;
import dev.millrace.intake.request.Scalar.Whole;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is searched, or fitted with, when a request names no hyperparameter at all. */
public final class DefaultSpace {

  /** The space of a search. */
  public static final Map<String, Dimension> SEARCHED =
      Map.of(
          "n_estimators", Dimension.whole(50, 300),
          "learning_rate", Dimension.logReal(0.01, 0.3),
          "max_depth", Dimension.whole(3, 10),
          "subsample", Dimension.real(0.6, 1.0),
          "colsample_bytree", Dimension.real(0.6, 1.0),
          "min_child_weight", Dimension.whole(1, 10));

  /**
   * One small model that does little harm on short and on drifting series; a point of the space.
   */
  public static final Map<String, Scalar> SMALL =
      Map.of(
          "n_estimators", new Whole(200),
          "learning_rate", new Real(0.05),
          "max_depth", new Whole(4),
          "subsample", new Real(0.8),
          "colsample_bytree", new Real(0.8),
          "min_child_weight", new Whole(5));

  /** The small model and nothing else. */
  public static final Map<String, Dimension> FIXED =
      SMALL.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Dimension.fixed(e.getValue())));

  private DefaultSpace() {}

  /** What a search tries first: the small model, unless the request says something else. */
  static List<Map<String, Scalar>> tryFirst(TrainingConfig config) {
    Tuning.Beginning beginning = config.tuning().beginning();
    boolean open =
        config.search().enabled()
            && config.hyperparams().isEmpty()
            && beginning.enqueue().isEmpty()
            && beginning.continues().isEmpty();
    return open ? List.of(SMALL) : beginning.enqueue();
  }

  static Map<String, Dimension> orGiven(Map<String, Dimension> given, boolean search) {
    if (!given.isEmpty()) {
      return given;
    }
    return search ? SEARCHED : FIXED;
  }
}
