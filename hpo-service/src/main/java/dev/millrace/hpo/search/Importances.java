package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How much each parameter matters for being among the best trials: how far the distribution of its
 * values there is from that over all trials (Pearson divergence).
 *
 * <p>Source: Watanabe, Bansal, Hutter, <i>PED-ANOVA: Efficiently Quantifying Hyperparameter
 * Importance in Arbitrary Subspaces</i>, IJCAI 2023.
 */
public final class Importances {

  private static final double BEST_SHARE = 0.1;
  private static final int CELLS = 50;

  /** Of a longer history a part stands for all, chosen by the trials' numbers. */
  private static final int MOST_TRIALS = 20_000;

  private Importances() {}

  /**
   * Shares that sum to 1, for every parameter that is not fixed; equal ones when the history tells
   * nothing.
   */
  public static SortedMap<String, Double> of(SearchSpace space, History history) {
    int[] ranked = ranked(history);
    int best = (int) Math.ceil(BEST_SHARE * ranked.length);
    NavigableMap<String, Double> divergences = new TreeMap<>();
    for (String name : space.free()) {
      divergences.put(name, divergence(name, space.dimension(name), history, ranked, best));
    }
    double sum = divergences.values().stream().mapToDouble(Double::doubleValue).sum();
    int n = divergences.size();
    divergences.replaceAll((_, divergence) -> sum > 0 ? divergence / sum : 1.0 / n);
    return Collections.unmodifiableNavigableMap(divergences);
  }

  /** Rows with a value, best first. */
  private static int[] ranked(History history) {
    double share = (double) MOST_TRIALS / Math.max(1, history.size());
    return IntStream.range(0, history.size())
        .filter(history::hasValue)
        .filter(row -> share >= 1 || TrialSeeds.share(history.number(row)) < share)
        .boxed()
        .sorted(history::compareRows)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double divergence(
      String name, Dimension dimension, History history, int[] ranked, int best) {
    History.Column column = history.column(name, dimension);
    double[] all = known(column, ranked);
    double[] top = known(column, Arrays.copyOf(ranked, best));
    if (top.length < 2) {
      return 0;
    }
    double[] everywhere = shares(dimension, all);
    double[] amongBest = shares(dimension, top);
    double divergence = 0;
    for (int i = 0; i < everywhere.length; i++) {
      double excess = amongBest[i] / everywhere[i] - 1;
      divergence += everywhere[i] * excess * excess;
    }
    return divergence;
  }

  private static double[] known(History.Column column, int[] rows) {
    return Arrays.stream(rows)
        .mapToDouble(column::at)
        .filter(point -> !Double.isNaN(point))
        .toArray();
  }

  /** Probability of each choice or of each cell of the scale, smoothed. */
  private static double[] shares(Dimension dimension, double[] points) {
    return switch (dimension) {
      case Dimension.Fixed _ -> new double[] {1};
      case Dimension.Categorical(List<Value> choices) -> counted(choices.size(), points);
      case Dimension.Numeric numeric -> smoothed(numeric, points);
    };
  }

  private static double[] counted(int choices, double[] points) {
    double[] shares = new double[choices];
    Arrays.fill(shares, 1.0 / choices / (points.length + 1));
    for (double point : points) {
      shares[(int) point] += 1.0 / (points.length + 1);
    }
    return shares;
  }

  /** Gaussian kernels of Scott's width on the cells, and a uniform share for one observation. */
  private static double[] smoothed(Dimension.Numeric dimension, double[] points) {
    double width = dimension.upper() - dimension.lower();
    int cells =
        dimension.step() == 0
            ? CELLS
            : (int) Math.clamp(Math.rint(width / dimension.step()), 1, CELLS);
    double[] counts = new double[cells];
    for (double point : points) {
      counts[Math.clamp((int) ((point - dimension.lower()) / width * cells), 0, cells - 1)]++;
    }
    double deviation = scott(counts, points.length);
    double[] shares = new double[cells];
    Arrays.fill(shares, 1.0 / cells / (points.length + 1));
    for (int from = 0; from < cells; from++) {
      spread(from, counts[from] / (points.length + 1), deviation, shares);
    }
    return shares;
  }

  private static double scott(double[] counts, int n) {
    double mean = 0;
    double square = 0;
    for (int i = 0; i < counts.length; i++) {
      mean += counts[i] * i / n;
      square += counts[i] * i * i / n;
    }
    double spread = Math.sqrt(Math.max(0, square - mean * mean));
    return Math.max(0.5, 1.06 * spread * StrictMath.pow(n, -0.2));
  }

  private static void spread(int from, double share, double deviation, double[] shares) {
    if (share == 0) {
      return;
    }
    double[] kernel = new double[shares.length];
    double sum = 0;
    for (int to = 0; to < kernel.length; to++) {
      double z = (to - from) / deviation;
      kernel[to] = Exponential.of(-z * z / 2);
      sum += kernel[to];
    }
    for (int to = 0; to < kernel.length; to++) {
      shares[to] += share * kernel[to] / sum;
    }
  }
}
