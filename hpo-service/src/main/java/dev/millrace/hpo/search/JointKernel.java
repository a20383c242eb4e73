package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One parameter's share in the kernels of a {@link JointParzenEstimator}; the last is the prior.
 */
sealed interface JointKernel {

  /** Multiplies each kernel's factor with what makes its share a density. */
  void scaleByPeaks(double[] factors);

  /** A point under one of the kernels. */
  double draw(int kernel, RandomGenerator random);

  /**
   * Adds the parameter's share at a point to each kernel, as a factor or, where that saves an
   * exponential function, as an exponent.
   */
  void multiply(double point, double[] products, double[] exponents);

  static JointKernel of(Dimension dimension, double[] observations) {
    return switch (dimension) {
      case Dimension.Numeric numeric -> number(numeric, observations);
      case Dimension.Categorical(List<Value> choices) -> new Choice(choices.size(), observations);
      case Dimension.Fixed _ ->
          throw new IllegalArgumentException("a fixed parameter has no density");
    };
  }

  private static JointKernel number(Dimension.Numeric dimension, double[] observations) {
    Scale scale = new Scale(dimension);
    double[] means = Arrays.copyOf(observations, observations.length + 1);
    means[observations.length] = scale.middle();
    double[] deviations = Bandwidths.of(means, scale);
    return scale.halfStep() == 0
        ? new Continuous(scale, means, deviations)
        : new Cells(scale, means, deviations);
  }

  /** Bells on a continuous scale. */
  final class Continuous implements JointKernel {

    private final Scale scale;
    private final double[] means;
    private final double[] deviations;

    Continuous(Scale scale, double[] means, double[] deviations) {
      this.scale = scale;
      this.means = means;
      this.deviations = deviations;
    }

    @Override
    public void scaleByPeaks(double[] factors) {
      for (int i = 0; i < means.length; i++) {
        // In units of the scale: over many wide scales a density would be too small for a double.
        factors[i] *= scale.peak(means[i], deviations[i]) * scale.width();
      }
    }

    @Override
    public double draw(int kernel, RandomGenerator random) {
      return scale.draw(means[kernel], deviations[kernel], random);
    }

    @Override
    public void multiply(double point, double[] products, double[] exponents) {
      for (int i = 0; i < means.length; i++) {
        double z = (point - means[i]) / deviations[i];
        exponents[i] -= z * z / 2;
      }
    }
  }

  /** Bells on a grid. Many are the same, so each different one is looked at once. */
  final class Cells implements JointKernel {

    private final Scale scale;
    private final double[] means;
    private final double[] deviations;

    /** For each kernel the first one that is equal. */
    private final int[] firsts;

    Cells(Scale scale, double[] means, double[] deviations) {
      this.scale = scale;
      this.means = means;
      this.deviations = deviations;
      this.firsts = new int[means.length];
      Map<List<Double>, Integer> known = new HashMap<>();
      for (int i = 0; i < means.length; i++) {
        Integer first = known.putIfAbsent(List.of(means[i], deviations[i]), i);
        firsts[i] = first == null ? i : first;
      }
    }

    @Override
    public void scaleByPeaks(double[] factors) {
      double[] peaks = new double[means.length];
      for (int i = 0; i < means.length; i++) {
        peaks[i] = firsts[i] == i ? scale.peak(means[i], deviations[i]) : peaks[firsts[i]];
        factors[i] *= peaks[i];
      }
    }

    @Override
    public double draw(int kernel, RandomGenerator random) {
      return scale.draw(means[kernel], deviations[kernel], random);
    }

    @Override
    public void multiply(double point, double[] products, double[] exponents) {
      double[] shares = new double[means.length];
      for (int i = 0; i < means.length; i++) {
        shares[i] =
            firsts[i] == i
                ? scale.kernel(Math.abs(point - means[i]), deviations[i])
                : shares[firsts[i]];
        products[i] *= shares[i];
      }
    }
  }

  /**
   * Smoothed frequencies of the choices. Much smoother than those of a single parameter: a kernel
   * that is nearly sure of its choice never lets a search out of a bad one, however well the other
   * parameters fit.
   */
  final class Choice implements JointKernel {

    private final int choices;
    private final double[] taken;
    private final double other;
    private final double own;

    Choice(int choices, double[] taken) {
      this.choices = choices;
      this.taken = taken;
      double smoothing = 2 / Math.sqrt(taken.length + 1.0);
      double rowSum = 1 + choices * smoothing;
      this.other = smoothing / rowSum;
      this.own = (1 + smoothing) / rowSum;
    }

    @Override
    public void scaleByPeaks(double[] factors) {
      // Shares of choices sum to 1 as they are.
    }

    @Override
    public double draw(int kernel, RandomGenerator random) {
      double share = random.nextDouble();
      boolean anything = kernel == taken.length || share < other * choices;
      return anything ? random.nextInt(choices) : taken[kernel];
    }

    @Override
    public void multiply(double point, double[] products, double[] exponents) {
      for (int i = 0; i < taken.length; i++) {
        products[i] *= taken[i] == point ? own : other;
      }
      products[taken.length] /= choices;
    }
  }
}
