package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.cube.Observations;
import dev.millrace.hpo.search.cube.Point;
import dev.millrace.hpo.search.cube.SpaceFilling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses the next point by its expected improvement. Models can be wrong in ways that they cannot
 * see, so not every point comes from the likeliest one: each third looks only around the best point
 * so far, through a model of what is near (after Eriksson et al., <i>Scalable Global Optimization
 * via Local Bayesian Optimization</i>, NeurIPS 2019), and some use a given transformation of the
 * values.
 */
public final class BayesianOptimisation {

  private static final int LOCAL_EVERY = 3;
  private static final int NOT_LOCAL_BEFORE = 20;
  private static final int SLICE_EVERY = 6;
  private static final int INCUMBENTS = 5;

  /** At least so many points per axis make a local model. */
  private static final int LOCAL_POINTS_PER_AXIS = 3;

  private static final double WIDEST_SIDE = 0.5;
  private static final List<OutputWarp> ALL = List.of(OutputWarp.values());

  private final List<Axis> axes;
  private final Observations observations;
  private final List<double[]> running;

  private BayesianOptimisation(List<Axis> axes, Observations observations, List<double[]> running) {
    this.axes = axes;
    this.observations = observations;
    this.running = running;
  }

  /** How many points should be known before they are modelled. */
  public static int startup(List<Axis> axes) {
    return Math.clamp(2L * axes.size(), 5, 10);
  }

  /**
   * The next point, given those whose values are known and those whose values will be.
   *
   * @param turn how many points were chosen before, those left out included
   */
  public static double[] next(
      List<Axis> axes,
      Observations observations,
      List<double[]> running,
      int turn,
      RandomGenerator random) {
    if (observations.evaluated() < startup(axes)) {
      List<double[]> all = new ArrayList<>(observations.points());
      all.addAll(running);
      return SpaceFilling.next(axes, all, random);
    }
    return new BayesianOptimisation(axes, observations, running).promising(turn, random);
  }

  private double[] promising(int turn, RandomGenerator random) {
    if (turn >= NOT_LOCAL_BEFORE && turn % LOCAL_EVERY == 0) {
      double[] centre = observations.points().get(observations.best());
      double side = WIDEST_SIDE * StrictMath.pow(2, -4 * random.nextDouble());
      return search(turn, Region.around(axes, centre, side), near(centre, side), random);
    }
    int[] unordered =
        IntStream.range(0, axes.size()).filter(i -> axes.get(i) instanceof Axis.Choices).toArray();
    if (turn % SLICE_EVERY == SLICE_EVERY - 1 && unordered.length > 0) {
      int axis = unordered[random.nextInt(unordered.length)];
      double choice = leastTried(axis);
      Observations own = observations.only(point -> point[axis] == choice);
      boolean enough = own.evaluated() > axes.size();
      return search(turn, Region.slice(axes, axis, choice), enough ? own : observations, random);
    }
    return search(turn, Region.whole(axes), observations, random);
  }

  /** The choice that the fewest points have. */
  private double leastTried(int axis) {
    Axis.Choices choices = (Axis.Choices) axes.get(axis);
    long[] tried = new long[choices.count()];
    Stream.concat(observations.points().stream(), running.stream())
        .forEach(point -> tried[choices.choice(point[axis])]++);
    int least = 0;
    for (int i = 1; i < tried.length; i++) {
      least = tried[i] < tried[least] ? i : least;
    }
    return choices.coordinate(least);
  }

  /** The most promising point of a region, by what is known from some observations. */
  private double[] search(int turn, Region region, Observations seen, RandomGenerator random) {
    Surrogate surrogate = Surrogate.likeliest(axes, seen, transformations(turn));
    GaussianProcess process = surrogate.process(running);
    return new ImprovementSearch(axes, process, surrogate.best(process), region, taken())
        .find(
            surrogate.incumbents(INCUMBENTS),
            new Neighbourhood(axes, region, surrogate.hyperparameters(), random));
  }

  private static List<OutputWarp> transformations(int turn) {
    return switch (turn % 6) {
      case 2 -> List.of(OutputWarp.POWER);
      case 4 -> List.of(OutputWarp.PLAIN);
      default -> ALL;
    };
  }

  private Observations near(double[] centre, double side) {
    double[] sorted =
        observations.points().stream()
            .mapToDouble(point -> Region.distance(axes, centre, point))
            .sorted()
            .toArray();
    int fewest = Math.min(sorted.length - 1, LOCAL_POINTS_PER_AXIS * axes.size());
    double reach = Math.max(side, sorted[fewest]);
    return observations.only(point -> Region.distance(axes, centre, point) <= reach);
  }

  private Set<Point> taken() {
    Set<Point> taken = new HashSet<>();
    observations.points().forEach(point -> taken.add(new Point(point)));
    running.forEach(point -> taken.add(new Point(point)));
    return taken;
  }
}
