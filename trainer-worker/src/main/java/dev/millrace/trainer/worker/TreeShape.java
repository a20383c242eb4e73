package dev.millrace.trainer.worker;

import dev.millrace.trainer.data.Splits;
import dev.millrace.trainer.train.Assignment;
import java.util.Map;

/**
 * How large trees may become, as far as memory is concerned.
 *
 * @param leaves most leaves, which is also most histograms at once
 * @param bins most bins of a feature
 */
record TreeShape(long leaves, long bins) {
  /** XGBoost forgets the histograms of more nodes than that. */
  private static final long MOST_HISTOGRAMS = 1 << 16;

  private static final int DEFAULT_DEPTH = 6;

  /** Of its hyperparameters by XGBoost's names; what is no number is refused elsewhere. */
  static TreeShape of(Assignment assignment, Splits splits) {
    Map<String, Object> parameters = assignment.parameters();
    long depth = number(parameters, "max_depth", DEFAULT_DEPTH);
    long leaves = number(parameters, "max_leaves", 0);
    long byDepth = depth > 0 && depth < 16 ? 1L << depth : MOST_HISTOGRAMS;
    long byLeaves = leaves > 0 ? leaves : MOST_HISTOGRAMS;
    return new TreeShape(
        Math.min(byDepth, byLeaves),
        Math.max(2, number(parameters, "max_bin", assignment.usualBins(splits))));
  }

  private static long number(Map<String, Object> parameters, String name, long missing) {
    Object value = parameters.getOrDefault(name, missing);
    try {
      return (long) Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      return missing;
    }
  }

  /** Bytes of a bin, kept by row and once more by column. */
  long binBytes() {
    return bins <= 256 ? 2 : 4;
  }

  /** Sums of gradients by feature and bin, of all nodes of a tree. */
  long histogramBytes(long features, long rows) {
    return Math.min(leaves, rows) * features * bins * 16;
  }
}
