package dev.millrace.trainer.quantile;

import dev.millrace.trainer.metric.QuantileLevels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What is added to the quantiles of trees so that as many targets lie below them as should:
 * conformalised quantile regression with an offset for each side (Romano, Patterson, Candès 2019).
 * The median stays as it is.
 *
 * @param offsets by quantile, in the unit of what the trees learn
 */
public record Calibration(QuantileLevels levels, List<Double> offsets) {
  public Calibration {
    offsets = List.copyOf(offsets);
    if (offsets.size() != levels.count()) {
      throw new IllegalArgumentException(
          "there must be %d offsets, got %s".formatted(levels.count(), offsets));
    }
  }

  /** Leaves quantiles as the trees say them. */
  public static Calibration none(QuantileLevels levels) {
    return new Calibration(levels, Collections.nCopies(levels.count(), 0.0));
  }

  /**
   * Of rows that the trees had not seen.
   *
   * @param outputs of the trees, by row
   * @param learnt what they should have said, by row; at least one
   */
  public static Calibration of(QuantileLevels levels, List<float[]> outputs, double[] learnt) {
    if (learnt.length == 0 || learnt.length != outputs.size()) {
      throw new IllegalArgumentException(
          "%d rows need as many values, at least one; got %d"
              .formatted(outputs.size(), learnt.length));
    }
    double[][] residuals = new double[levels.count()][learnt.length];
    for (int row = 0; row < learnt.length; row++) {
      double[] quantiles = rising(outputs.get(row));
      for (int i = 0; i < quantiles.length; i++) {
        residuals[i][row] = learnt[row] - quantiles[i];
      }
    }
    List<Double> offsets = new ArrayList<>();
    for (int i = 0; i < levels.count(); i++) {
      offsets.add(i == levels.median() ? 0.0 : offset(levels.share(i), residuals[i]));
    }
    return new Calibration(levels, offsets);
  }

  /**
   * The residual at a share, the next one outwards for a sample of n: the one of rank ⌈(n + 1) τ⌉
   * above the median and of ⌊(n + 1) τ⌋ below it, as far as there are so many.
   */
  private static double offset(double share, double[] residuals) {
    Arrays.sort(residuals);
    double place = (residuals.length + 1) * share;
    int rank = (int) (share > 0.5 ? Math.ceil(place) : Math.floor(place));
    return residuals[Math.clamp(rank, 1, residuals.length) - 1];
  }

  /**
   * The quantiles that outputs stand for, rising. Trees may say a higher quantile to be below a
   * lower one; sorted, they are nearer to the truth than as they were (Chernozhukov, Fernández-Val,
   * Galichon 2010).
   *
   * @param level makes what is learnt a value of the target
   */
  public double[] quantiles(float[] outputs, DoubleUnaryOperator level) {
    double[] quantiles = rising(outputs);
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = level.applyAsDouble(quantiles[i] + offsets.get(i));
    }
    Arrays.sort(quantiles);
    return quantiles;
  }

  private static double[] rising(float[] outputs) {
    double[] values = new double[outputs.length];
    Arrays.setAll(values, i -> outputs[i]);
    Arrays.sort(values);
    return values;
  }
}
