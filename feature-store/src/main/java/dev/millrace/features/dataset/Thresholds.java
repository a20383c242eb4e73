package dev.millrace.features.dataset;

/**
 * From where on data are refused or warned of.
 *
 * @param fewestRows with fewer usable rows there is no dataset
 * @param fewRows with fewer there is a warning
 * @param mostZeros with a larger share of zeros there is no dataset
 * @param manyZeros with a larger share there is a warning
 * @param levelJump warned of when the level changes by this factor from one twentieth of a series
 *     to the next, as it does when the unit changes
 */
public record Thresholds(
    int fewestRows,
    int fewRows,
    double mostZeros,
    double manyZeros,
    double levelJump,
    long mostSteps) {

  public static final Thresholds DEFAULT = new Thresholds(30, 90, 0.9, 0.7, 20, 20_000_000);

  public Thresholds {
    if (fewestRows < 3 || fewRows < fewestRows) {
      throw new IllegalArgumentException(
          "fewest-rows must be ≥ 3 and few-rows not below it, got %d and %d"
              .formatted(fewestRows, fewRows));
    }
    if (!(manyZeros >= 0 && manyZeros <= mostZeros && mostZeros <= 1)) {
      throw new IllegalArgumentException(
          "0 ≤ many-zeros ≤ most-zeros ≤ 1 must hold, got %s and %s"
              .formatted(manyZeros, mostZeros));
    }
    if (!(levelJump > 1)) {
      throw new IllegalArgumentException("level-jump must be above 1, got " + levelJump);
    }
    if (mostSteps < 1 || mostSteps > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          "most-steps must be 1 to %d, got %d".formatted(Integer.MAX_VALUE / 2, mostSteps));
    }
  }

  /** That there are fewer rows than a dataset needs, and which. */
  Violation tooFewRows(String message) {
    return new Violation("", "a dataset needs at least %d rows".formatted(fewestRows), message);
  }
}
