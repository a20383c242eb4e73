package dev.millrace.registry.importance;

import java.util.Arrays;

/**
 * How often values fall into each of some cells. A share of evenness is mixed in, so that no cell
 * is impossible; densities that are compared have the same share, as it would tell them apart.
 */
final class Density {

  private final double[] shares;

  private Density(double[] shares) {
    this.shares = shares;
  }

  /** Of values without an order. */
  static Density ofCategories(int[] cells, int count, double evenness) {
    double[] sums = new double[count];
    for (int cell : cells) {
      sums[cell]++;
    }
    return even(sums, cells.length, evenness);
  }

  /** Of values in order, smoothed by Scott's rule. */
  static Density ofCells(int[] cells, int count, double evenness) {
    int[] times = new int[count];
    for (int cell : cells) {
      times[cell]++;
    }
    double width = width(cells);
    double[] sums = new double[count];
    for (int from = 0; from < count; from++) {
      if (times[from] > 0) {
        spread(from, times[from], width, sums);
      }
    }
    return even(sums, cells.length, evenness);
  }

  /** One observation's kernel, all of which stays within the cells. */
  private static void spread(int from, int times, double width, double[] sums) {
    double[] kernel = new double[sums.length];
    double mass = 0;
    for (int to = 0; to < sums.length; to++) {
      double distance = (to - from) / width;
      kernel[to] = StrictMath.exp(-0.5 * distance * distance);
      mass += kernel[to];
    }
    for (int to = 0; to < sums.length; to++) {
      sums[to] += times * kernel[to] / mass;
    }
  }

  /** Scott's bandwidth in cells, at least half a cell. */
  private static double width(int[] cells) {
    double mean = Arrays.stream(cells).average().orElse(0);
    double squares = 0;
    for (int cell : cells) {
      squares += (cell - mean) * (cell - mean);
    }
    int[] sorted = cells.clone();
    Arrays.sort(sorted);
    double middle = sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4];
    double deviation = Math.sqrt(squares / Math.max(1, cells.length - 1));
    double spread = middle > 0 ? Math.min(deviation, middle / 1.34) : deviation;
    return Math.max(0.5, 1.059 * spread * StrictMath.pow(cells.length, -0.2));
  }

  private static Density even(double[] sums, int observations, double evenness) {
    double[] shares = new double[sums.length];
    for (int cell = 0; cell < sums.length; cell++) {
      shares[cell] = (1 - evenness) * sums[cell] / observations + evenness / sums.length;
    }
    return new Density(shares);
  }

  /** Pearson's divergence of this from another over the same cells, at least 0. */
  double divergenceFrom(Density other) {
    double sum = 0;
    for (int cell = 0; cell < shares.length; cell++) {
      double difference = shares[cell] - other.shares[cell];
      sum += difference * difference / other.shares[cell];
    }
    return sum;
  }
}
