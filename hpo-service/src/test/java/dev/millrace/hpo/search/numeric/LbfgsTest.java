package dev.millrace.hpo.search.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LbfgsTest {

  @Test
  void followsRosenbrocksValleyToItsEnd() {
    Lbfgs.Minimum found = minimise(new double[] {-1.2, 1}, new double[] {-5, -5}, 200);

    assertThat(found.point()[0]).isCloseTo(1, within(1e-3));
    assertThat(found.point()[1]).isCloseTo(1, within(1e-3));
  }

  @Test
  void staysInsideTheBoxAndFindsTheMinimumAtItsEdge() {
    Lbfgs.Minimum found = minimise(new double[] {2, 2}, new double[] {1.5, -5}, 200);

    assertThat(found.point()[0]).isEqualTo(1.5);
    assertThat(found.point()[1]).isCloseTo(2.25, within(1e-4));
  }

  @Test
  void neverEndsAboveItsStart() {
    for (int evaluations = 1; evaluations < 30; evaluations++) {
      double[] start = {-3, 4};

      Lbfgs.Minimum found = minimise(start, new double[] {-5, -5}, evaluations);

      assertThat(found.value()).isLessThanOrEqualTo(rosenbrock(start, new double[2]));
    }
  }

  private static Lbfgs.Minimum minimise(double[] start, double[] lower, int evaluations) {
    double[] upper = new double[2];
    Arrays.fill(upper, 5);
    return Lbfgs.minimise(LbfgsTest::rosenbrock, start, lower, upper, evaluations, 1e-12);
  }

  private static double rosenbrock(double[] x, double[] gradient) {
    double valley = x[1] - x[0] * x[0];
    gradient[0] = -400 * x[0] * valley - 2 * (1 - x[0]);
    gradient[1] = 200 * valley;
    return 100 * valley * valley + (1 - x[0]) * (1 - x[0]);
  }
}
