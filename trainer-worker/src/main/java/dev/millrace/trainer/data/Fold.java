package dev.millrace.trainer.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows to train on, and later rows to judge by (rolling-origin evaluation: Tashman 2000).
 *
 * @param train from the first row; with an embargo, only rows whose target is known at the first
 *     origin that is judged
 */
public record Fold(Rows train, Rows judged) {
  /** With fewer a mean says little. */
  private static final int FEWEST_JUDGED = 8;

  /**
   * Cuts the validation rows into blocks that follow one another; each is judged after training on
   * all that was before it. There are fewer when they would become too small.
   *
   * @param wanted how many, ≥ 1
   * @param embargo whether targets that were not known yet are left out
   */
  public static List<Fold> ofValidation(Dataset dataset, int wanted, boolean embargo) {
    Rows rows = dataset.splits().validation();
    int count = Math.clamp(rows.count() / FEWEST_JUDGED, 1, wanted);
    List<Fold> folds = new ArrayList<>();
    int from = rows.from();
    for (int i = 1; i <= count; i++) {
      int to = i == count ? rows.to() : end(dataset, rows, i, count);
      if (to > from) {
        folds.add(new Fold(before(dataset, from, embargo), new Rows(from, to)));
        from = to;
      }
    }
    return List.copyOf(folds);
  }

  /** Rows of one origin stay together. */
  private static int end(Dataset dataset, Rows rows, int block, int blocks) {
    long end = rows.from() + (long) rows.count() * block / blocks;
    return Math.max(rows.from(), dataset.times().firstOfOrigin((int) end));
  }

  /** Training and validation rows, to be judged by the test rows. */
  public static Fold ofTest(Dataset dataset, boolean embargo) {
    Rows test = dataset.splits().test();
    return new Fold(before(dataset, test.from(), embargo), test);
  }

  private static Rows before(Dataset dataset, int row, boolean embargo) {
    int end = embargo ? dataset.times().knownAt(row) : row;
    if (end == 0) {
      throw new IllegalArgumentException(
          "no target of the %d rows before row %d is known at its origin: the horizon of %d steps is too long for so few rows"
              .formatted(row, row, dataset.layout().horizon()));
    }
    return new Rows(0, end);
  }
}
