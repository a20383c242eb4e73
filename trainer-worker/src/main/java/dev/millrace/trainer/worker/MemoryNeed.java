package dev.millrace.trainer.worker;

import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.Splits;
import dev.millrace.trainer.train.Assignment;

/**
 * Bytes, as they are reckoned before anything is loaded: see docs/training.md for the formula.
 *
 * @param heap in Java's heap
 * @param outside beside it, in XGBoost
 */
record MemoryNeed(long heap, long outside) {
  static final MemoryNeed NONE = new MemoryNeed(0, 0);

  /** Target, two times and the series; a baseline is one more double. */
  private static final long HEAP_PER_ROW = 8 + 16 + 4;

  /** The label, and the gradient of the tree that grows. */
  private static final long ROW_STATE = 4 + 4;

  /** Gradient, prediction and the row's place in the tree. */
  private static final long OUTPUT_STATE = 8 + 4 + 4;

  /** Where a row of a path is in the dataset that it was taken from, and among its series. */
  private static final long PATH_PER_ROW = 3 * 4;

  /** Trees, and what the allocator keeps: measured, not reckoned. */
  private static final long REST = 24_000_000;

  /** A value with its column, as XGBoost keeps rows that are only predicted. */
  private static final long PREDICTED_VALUE = 8;

  MemoryNeed plus(MemoryNeed other) {
    return new MemoryNeed(heap + other.heap, outside + other.outside);
  }

  MemoryNeed minus(MemoryNeed other) {
    return new MemoryNeed(heap - other.heap, outside - other.outside);
  }

  boolean fitsInto(MemoryNeed budget) {
    return heap <= budget.heap && outside <= budget.outside;
  }

  /** What all trials on a dataset share: its columns, the bins of each fold, the judged rows. */
  static MemoryNeed ofDataset(DatasetLayout layout, Assignment assignment) {
    Splits splits = layout.splits();
    long features = layout.features().size();
    long perRow = 4 * features + 8L * layout.baselines().size() + HEAP_PER_ROW;
    long learnt = splits.trainAndValidation().count();
    long judged = splits.validation().count();
    long binBytes = TreeShape.of(assignment, splits).binBytes();
    long ofFolds = binBytes * learnt * assignment.fitting().folds();
    return new MemoryNeed(
        splits.rows() * perRow + pathHeap(layout, assignment, perRow),
        features * (ofFolds + PREDICTED_VALUE * judged));
  }

  /** A copy of the rows that are whole, their anchors, and the targets of those that are judged. */
  private static long pathHeap(DatasetLayout layout, Assignment assignment, long perRow) {
    if (!assignment.fitting().path()) {
      return 0;
    }
    long steps = 8L * layout.horizon();
    return layout.splits().rows() * (perRow + PATH_PER_ROW + steps)
        + layout.splits().validation().count() * steps;
  }

  /** Values in a leaf, each with a histogram of its own. */
  private static long steps(DatasetLayout layout, Assignment assignment) {
    return assignment.fitting().path() ? layout.horizon() : 1;
  }

  /**
   * What an attempt needs for itself.
   *
   * @param outputs values that its trees say of a row
   */
  static MemoryNeed ofAttempt(DatasetLayout layout, Assignment assignment, int outputs) {
    Splits splits = layout.splits();
    long features = layout.features().size();
    long learnt = splits.trainAndValidation().count();
    TreeShape trees = TreeShape.of(assignment, splits);
    long steps = steps(layout, assignment);
    long model =
        (ROW_STATE + OUTPUT_STATE * outputs * steps) * learnt
            + steps * trees.histogramBytes(features, learnt);
    // While rows are quantised, their values lie beside the heap once more.
    long copied = 4 * features * learnt;
    long own =
        switch (assignment.kind()) {
          case SEARCH -> model * assignment.fitting().folds();
          case FINAL_FIT ->
              model
                  + trees.binBytes() * features * learnt
                  + PREDICTED_VALUE * features * splits.test().count();
        };
    return new MemoryNeed(0, copied + own + REST);
  }

  @Override
  public String toString() {
    return "%.1f MB of heap and %.1f MB beside it".formatted(heap / 1e6, outside / 1e6);
  }
}
