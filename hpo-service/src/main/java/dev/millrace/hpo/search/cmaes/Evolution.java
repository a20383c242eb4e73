package dev.millrace.hpo.search.cmaes;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.cube.Observations;
import dev.millrace.hpo.search.cube.SpaceFilling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chooses the next point from a distribution that is bred anew out of all observations each time,
 * so that nothing but them is state. Each so many observations in their order are a generation, no
 * matter which distribution their points were drawn from: parallel and lost trials change who is
 * bred with whom and nothing else.
 *
 * <p>A distribution that is spent is followed by one elsewhere with twice the generation (A. Auger,
 * N. Hansen, <i>A Restart CMA Evolution Strategy With Increasing Population Size</i>, CEC 2005).
 * Choices without an order are drawn as often as the best points had them.
 */
public final class Evolution {

  private static final double FIRST_SIZE = 0.25;
  private static final double SMALLEST = 1e-7;
  private static final int MOST_DOUBLINGS = 6;

  private final List<Axis> axes;
  private final Observations observations;
  private final double[] targets;

  private Evolution(List<Axis> axes, Observations observations) {
    this.axes = axes;
    this.observations = observations;
    this.targets = observations.targets(observations.tellingValues());
  }

  private static int startup(List<Axis> axes) {
    return Math.clamp(2L * axes.size(), 5, 10);
  }

  /** The next point; evolution begins at the best of the first few observations. */
  public static double[] next(
      List<Axis> axes, Observations observations, List<double[]> running, RandomGenerator random) {
    if (observations.evaluated() < startup(axes)) {
      List<double[]> taken = new ArrayList<>(observations.points());
      taken.addAll(running);
      return SpaceFilling.next(axes, taken, random);
    }
    Evolution evolution = new Evolution(axes, observations);
    double[] point = evolution.bred().draw(random);
    for (int i = 0; i < point.length; i++) {
      point[i] =
          axes.get(i) instanceof Axis.Choices choices
              ? evolution.choice(i, choices, random)
              : axes.get(i).snap(mirrored(point[i]));
    }
    return point;
  }

  private Distribution bred() {
    int n = observations.size();
    int from = startup(axes);
    int usual = Strength.usualPopulation(axes.size());
    Strength strength = new Strength(axes.size(), usual);
    Distribution distribution =
        new Distribution(strength, observations.points().get(best(Math.min(from, n))), FIRST_SIZE);
    int restarts = 0;
    for (int at = from; at + strength.population <= n; ) {
      distribution.learn(ranked(at, at + strength.population));
      at += strength.population;
      keepMargins(distribution, strength.population);
      if (distribution.isSpent(SMALLEST)) {
        restarts++;
        strength = new Strength(axes.size(), usual << Math.min(restarts, MOST_DOUBLINGS));
        distribution = new Distribution(strength, elsewhere(restarts), FIRST_SIZE);
      }
    }
    return distribution;
  }

  private void keepMargins(Distribution distribution, int population) {
    Margin margin = new Margin(axes.size(), population);
    for (int i = 0; i < axes.size(); i++) {
      switch (axes.get(i)) {
        case Axis.Levels levels -> margin.keep(distribution, i, levels);
        case Axis.Continuous _ ->
            distribution.moveMean(i, Math.clamp(distribution.mean(i), 0.0, 1.0));
        case Axis.Choices _ -> distribution.moveMean(i, 0.5);
      }
    }
  }

  private double[] elsewhere(int restart) {
    SplittableRandom random = new SplittableRandom(restart);
    random.nextLong();
    double[] point = new double[axes.size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = random.nextDouble();
    }
    return point;
  }

  private int best(int before) {
    int best = 0;
    for (int i = 1; i < before; i++) {
      if (targets[i] < targets[best]) {
        best = i;
      }
    }
    return best;
  }

  private List<double[]> ranked(int from, int to) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      indexes.add(i);
    }
    indexes.sort(Comparator.comparingDouble(i -> targets[i]));
    return indexes.stream().map(observations.points()::get).toList();
  }

  /** One of the choices of the best tenth of points, or any. */
  private double choice(int axis, Axis.Choices choices, RandomGenerator random) {
    int n = targets.length;
    int good = Math.clamp(n / 10, 4, 25);
    int drawn = random.nextInt(good + 1);
    if (drawn >= Math.min(good, n)) {
      return choices.coordinate(random.nextInt(choices.count()));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> targets[i]));
    return observations.points().get(order.get(drawn))[axis];
  }

  /** Beyond an end of the axis counts as before it, by as much. */
  private static double mirrored(double u) {
    double folded = Math.abs(u) % 2;
    return folded > 1 ? 2 - folded : folded;
  }
}
