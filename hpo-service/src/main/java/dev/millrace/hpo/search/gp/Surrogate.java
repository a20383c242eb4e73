package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.cube.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A Gaussian process of some observations, with the transformation that suits them. */
final class Surrogate {

  /** More points say little more about hyperparameters, at a cost that grows with their cube. */
  private static final int MOST_TO_FIT = 120;

  private final List<Axis> axes;
  private final List<double[]> points;
  private final double[] targets;
  private final Hyperparameters hyper;
  private final double misfit;

  private Surrogate(List<Axis> axes, Observations observations, OutputWarp warp) {
    OutputWarp.Warped warped = warp.of(observations.tellingValues());
    this.axes = axes;
    this.points = observations.points();
    this.targets = observations.targets(warped.values());
    int[] fitted = toFit();
    double[][] some = new double[fitted.length][];
    double[] theirs = new double[fitted.length];
    for (int i = 0; i < fitted.length; i++) {
      some[i] = points.get(fitted[i]);
      theirs[i] = targets[fitted[i]];
    }
    this.hyper = Hyperparameters.fit(axes, some, theirs);
    this.misfit = hyper.misfit() - warped.logJacobian() * fitted.length / points.size();
  }

  /** The likeliest of those with one of these transformations. */
  static Surrogate likeliest(List<Axis> axes, Observations observations, List<OutputWarp> warps) {
    Surrogate likeliest = new Surrogate(axes, observations, warps.getFirst());
    for (OutputWarp warp : warps.subList(1, warps.size())) {
      Surrogate other = new Surrogate(axes, observations, warp);
      if (other.misfit < likeliest.misfit) {
        likeliest = other;
      }
    }
    return likeliest;
  }

  /** Half of them the best, half the latest. */
  private int[] toFit() {
    int[] order = byTarget();
    int n = order.length;
    if (n <= MOST_TO_FIT) {
      return IntStream.range(0, n).toArray();
    }
    int[] ranks = new int[n];
    for (int rank = 0; rank < n; rank++) {
      ranks[order[rank]] = rank;
    }
    return IntStream.range(0, n)
        .filter(i -> ranks[i] < MOST_TO_FIT / 2 || i >= n - MOST_TO_FIT / 2)
        .toArray();
  }

  private int[] byTarget() {
    return IntStream.range(0, targets.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> targets[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  Hyperparameters hyperparameters() {
    return hyper;
  }

  /** The few best points. */
  List<double[]> incumbents(int most) {
    return Arrays.stream(byTarget()).limit(most).mapToObj(points::get).toList();
  }

  /** The process, believing for running points what it expects of them. */
  GaussianProcess process(List<double[]> running) {
    double[][] all = points.toArray(double[][]::new);
    GaussianProcess process = GaussianProcess.of(axes, hyper, all, targets);
    if (running.isEmpty()) {
      return process;
    }
    List<double[]> extended = new ArrayList<>(points);
    extended.addAll(running);
    double[] believed = Arrays.copyOf(targets, extended.size());
    for (int i = 0; i < running.size(); i++) {
      believed[points.size() + i] = process.mean(running.get(i));
    }
    return GaussianProcess.of(axes, hyper, extended.toArray(double[][]::new), believed);
  }

  /** What the process expects at the best of the points, which noise may have made look better. */
  double best(GaussianProcess process) {
    return points.stream().mapToDouble(process::mean).min().orElseThrow();
  }
}
