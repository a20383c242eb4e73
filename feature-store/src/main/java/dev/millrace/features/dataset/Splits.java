package dev.millrace.features.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The rows of a dataset cut in time: training, then validation, then test.
 *
 * @param trainEnd first row that is not for training
 * @param validationEnd first row that is for the test
 * @param rows number of rows
 */
public record Splits(int trainEnd, int validationEnd, int rows) {

  /** Makes 0.7 of 10 rows seven, although 1 − 0.2 − 0.1 is a little less. */
  private static final double ROUNDING = 1e-9;

  /**
   * Cuts by shares.
   *
   * @param sameOriginAsBefore whether a row has the origin of the row before it: such rows, of
   *     several series, are never parted, else one series would be tested on a time that another
   *     was trained on
   */
  static Splits cut(
      int rows, double validationShare, double testShare, IntPredicate sameOriginAsBefore) {
    int train =
        back((int) (rows * (1 - validationShare - testShare) + ROUNDING), sameOriginAsBefore);
    int validation = back((int) (rows * (1 - testShare) + ROUNDING), sameOriginAsBefore);
    return new Splits(train, validation, rows);
  }

  private static int back(int row, IntPredicate sameOriginAsBefore) {
    int at = row;
    while (at > 0 && sameOriginAsBefore.test(at)) {
      at--;
    }
    return at;
  }

  static List<Violation> violations(double validationShare, double testShare) {
    List<Violation> found = new ArrayList<>();
    if (!(validationShare > 0 && validationShare < 1)) {
      found.add(share("config.validation_split", validationShare));
    }
    if (!(testShare > 0 && testShare < 1)) {
      found.add(share("config.test_split", testShare));
    }
    if (found.isEmpty() && validationShare + testShare >= 1) {
      found.add(
          new Violation(
              "config.test_split",
              "validation_split + test_split must be below 1",
              "validation_split %s and test_split %s leave no training rows"
                  .formatted(validationShare, testShare)));
    }
    return found;
  }

  private static Violation share(String field, double share) {
    return new Violation(field, "must be above 0 and below 1", "%s is %s".formatted(field, share));
  }

  /** Which splits have no row. */
  List<Violation> empty() {
    List<Violation> found = new ArrayList<>();
    if (trainEnd == 0) {
      found.add(empty("config.test_split", "training"));
    }
    if (validationEnd == trainEnd) {
      found.add(empty("config.validation_split", "validation"));
    }
    if (rows == validationEnd) {
      found.add(empty("config.test_split", "test"));
    }
    return found;
  }

  private Violation empty(String field, String split) {
    return new Violation(
        field,
        "every split must have at least one row",
        "of %d rows none is left for %s".formatted(rows, split));
  }
}
