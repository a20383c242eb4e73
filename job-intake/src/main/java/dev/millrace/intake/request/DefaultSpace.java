package dev.millrace.intake.request;

import dev.millrace.intake.request.Scalar.Real;
import dev.millrace.intake.request.Scalar.Whole;
import java.util.Map;

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

  /** One small model that does little harm on short and on drifting series. */
  public static final Map<String, Dimension> FIXED =
      Map.of(
          "n_estimators", Dimension.fixed(new Whole(200)),
          "learning_rate", Dimension.fixed(new Real(0.05)),
          "max_depth", Dimension.fixed(new Whole(4)),
          "subsample", Dimension.fixed(new Real(0.8)),
          "colsample_bytree", Dimension.fixed(new Real(0.8)),
          "min_child_weight", Dimension.fixed(new Whole(5)));

  private DefaultSpace() {}

  static Map<String, Dimension> orGiven(Map<String, Dimension> given, boolean search) {
    if (!given.isEmpty()) {
      return given;
    }
    return search ? SEARCHED : FIXED;
  }
}
