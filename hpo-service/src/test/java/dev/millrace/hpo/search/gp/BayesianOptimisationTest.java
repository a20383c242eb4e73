package dev.millrace.hpo.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.cube.Observations;
import dev.millrace.hpo.search.cube.Point;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BayesianOptimisationTest {

  private static final Axis.Levels LEVELS = new Axis.Levels(new double[] {0.1, 0.3, 0.5, 0.7, 0.9});

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void findsTheBottomOfABowlInAFewDozenPoints(long seed) {
    List<Axis> axes = List.of(new Axis.Continuous(), new Axis.Continuous(), LEVELS);
    Observations observations = new Observations();
    double best = Double.POSITIVE_INFINITY;

    for (int turn = 0; turn < 35; turn++) {
      double[] p = next(axes, observations, turn, seed);
      double value =
          (p[0] - 0.83) * (p[0] - 0.83) + (p[1] - 0.11) * (p[1] - 0.11) + Math.abs(p[2] - 0.7);
      observations.add(p, Observations.Kind.COMPLETE, value);
      best = Math.min(best, value);
    }

    assertThat(best).isLessThan(1e-3);
  }

  @Test
  void triesEveryPointOfASmallSpaceOnce() {
    List<Axis> axes = List.of(LEVELS, new Axis.Choices(4));
    Observations observations = new Observations();
    Set<Point> tried = new HashSet<>();

    for (int turn = 0; turn < 20; turn++) {
      double[] point = next(axes, observations, turn, 7);
      observations.add(point, Observations.Kind.COMPLETE, point[0] - point[1]);
      tried.add(new Point(point));
    }

    assertThat(tried).hasSize(20);
    assertThat(next(axes, observations, 20, 7)).hasSize(2);
  }

  @Test
  void goesWhereConstraintsAreKept() {
    List<Axis> axes = List.of(new Axis.Continuous(), new Axis.Continuous());
    Observations observations = new Observations();
    double best = Double.POSITIVE_INFINITY;

    for (int turn = 0; turn < 45; turn++) {
      double[] p = next(axes, observations, turn, 5);
      double violation = Math.max(0, p[0] + p[1] - 0.4);
      double value = -p[0] - 0.5 * p[1];
      if (violation > 0) {
        observations.add(p, Observations.Kind.INFEASIBLE, violation);
      } else {
        observations.add(p, Observations.Kind.COMPLETE, value);
        best = Math.min(best, value);
      }
    }

    assertThat(best).isLessThan(-0.36);
  }

  private static double[] next(List<Axis> axes, Observations observations, int turn, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 1000 + turn);
    random.nextLong();
    return BayesianOptimisation.next(axes, observations, List.of(), turn, random);
  }
}
