package dev.millrace.hpo.search.cmaes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.cube.Observations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvolutionTest {

  private static final int TRIALS = 600;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void learnsTheShapeOfATiltedEllipse(long seed) {
    List<Axis> axes = Collections.nCopies(4, new Axis.Continuous());

    double best =
        search(
            axes,
            seed,
            p -> {
              double sum = 0;
              for (int i = 0; i < 4; i++) {
                double along = p[i] - 0.8 + (i > 0 ? p[i - 1] - 0.8 : 0);
                sum += StrictMath.pow(10, i) * along * along;
              }
              return sum;
            });

    assertThat(best).isLessThan(1e-2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void doesNotSettleOnTheWrongLevel(long seed) {
    double[] levels = new double[12];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (i + 0.5) / levels.length;
    }
    List<Axis> axes =
        List.of(new Axis.Continuous(), new Axis.Levels(levels), new Axis.Levels(levels));

    double best =
        search(
            axes,
            seed,
            p ->
                100 * (p[0] - 0.3) * (p[0] - 0.3)
                    + Math.abs(p[1] - levels[11])
                    + Math.abs(p[2] - levels[2]));

    assertThat(best).isLessThan(1e-5);
  }

  @Test
  void goesOnWhenEverythingIsTheSame() {
    List<Axis> axes = List.of(new Axis.Continuous(), new Axis.Choices(3));

    assertThat(search(axes, 4, _ -> 1)).isEqualTo(1);
  }

  private static double search(List<Axis> axes, long seed, ToDoubleFunction<double[]> function) {
    Observations observations = new Observations();
    double best = Double.POSITIVE_INFINITY;
    List<double[]> running = new ArrayList<>();
    for (int turn = 0; turn < TRIALS; turn++) {
      SplittableRandom random = new SplittableRandom(seed * 1000 + turn);
      random.nextLong();
      running.add(Evolution.next(axes, observations, running, random));
      // Four at a time, counted in the order in which they began.
      if (running.size() == 4) {
        double[] point = running.removeFirst();
        double value = function.applyAsDouble(point);
        observations.add(point, Observations.Kind.COMPLETE, value);
        best = Math.min(best, value);
      }
    }
    return best;
  }
}
