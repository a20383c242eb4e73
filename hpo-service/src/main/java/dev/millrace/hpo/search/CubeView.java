package dev.millrace.hpo.search;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.cube.Observations;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A study as points of the unit cube. */
final class CubeView {

  /** More would cost more than they are worth. */
  private static final int MOST_RUNNING = 64;

  private final SpaceAxes cube;
  private final Observations observations = new Observations();
  private final List<double[]> running;

  private CubeView(SpaceAxes cube, List<Parameters> running) {
    this.cube = cube;
    this.running =
        running.stream()
            .skip(Math.max(0, running.size() - MOST_RUNNING))
            .map(cube::point)
            .flatMap(Optional::stream)
            .toList();
  }

  /**
   * What some trials say; those that are not of the space are passed over. Several objectives
   * become one by a mixture drawn at random.
   */
  static CubeView of(
      SearchSpace space,
      List<FinishedTrial> trials,
      List<Parameters> running,
      RandomGenerator random) {
    CubeView view = new CubeView(new SpaceAxes(space), running);
    Scalarisation scalarisation = Scalarisation.draw(trials, random);
    for (FinishedTrial trial : trials) {
      view.cube
          .point(trial.parameters())
          .ifPresent(point -> view.observe(point, trial.outcome(), scalarisation));
    }
    return view;
  }

  private void observe(double[] point, Outcome outcome, Scalarisation scalarisation) {
    switch (outcome) {
      case Outcome.Complete complete when complete.isFeasible() ->
          observations.add(
              point, Observations.Kind.COMPLETE, scalarisation.of(complete.objectives()));
      case Outcome.Complete complete ->
          observations.add(point, Observations.Kind.INFEASIBLE, complete.violation());
      case Outcome.Pruned pruned ->
          observations.add(point, Observations.Kind.PRUNED, pruned.lastValue());
      case Outcome.Failed _ -> observations.add(point, Observations.Kind.FAILED, 0);
      case Outcome.Cancelled _ -> {
        // Says nothing of the parameters.
      }
    }
  }

  Observations observations() {
    return observations;
  }

  List<double[]> running() {
    return running;
  }

  /** The parameters of a point that is chosen on these axes; there may be none to choose on. */
  Parameters parameters(Function<List<Axis>, double[]> choose) {
    return cube.parameters(cube.axes().isEmpty() ? new double[0] : choose.apply(cube.axes()));
  }
}
