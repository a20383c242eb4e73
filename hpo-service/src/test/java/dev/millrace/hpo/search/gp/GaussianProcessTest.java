package dev.millrace.hpo.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.hpo.search.cube.Axis;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {

  private static final double STEP = 1e-6;
  private static final List<Axis> AXES =
      List.of(new Axis.Continuous(), new Axis.Continuous(), new Axis.Choices(3));

  private final double[][] points = new double[25][];
  private final double[] values = new double[points.length];

  GaussianProcessTest() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        points[i][axis] = AXES.get(axis).snap(random.nextDouble());
      }
      values[i] = StrictMath.sin(5 * points[i][0]) + points[i][1] * points[i][2];
    }
  }

  @Test
  void theLikelihoodsGradientIsItsDerivative() {
    Likelihood likelihood = new Likelihood(AXES, points, values);
    double[] logs = {-0.7, 0.2, 0.4, 0.1, -5};
    double[] gradient = new double[logs.length];
    likelihood.at(logs, gradient);

    for (int i = 0; i < logs.length; i++) {
      double[] above = logs.clone();
      double[] below = logs.clone();
      above[i] += STEP;
      below[i] -= STEP;
      double slope =
          (likelihood.at(above, new double[5]) - likelihood.at(below, new double[5])) / (2 * STEP);
      assertThat(gradient[i]).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
    }
  }

  @Test
  void theBeliefsGradientsAreItsDerivatives() {
    GaussianProcess process = fitted();
    double[] at = {0.31, 0.62, 0.5};
    double[] byMean = new double[3];
    double[] byDeviation = new double[3];
    process.at(at, byMean, byDeviation);

    for (int i = 0; i < 2; i++) {
      double[] above = at.clone();
      double[] below = at.clone();
      above[i] += STEP;
      below[i] -= STEP;
      Belief high = process.at(above);
      Belief low = process.at(below);
      assertThat(byMean[i]).isCloseTo((high.mean() - low.mean()) / (2 * STEP), within(1e-4));
      assertThat(byDeviation[i])
          .isCloseTo((high.deviation() - low.deviation()) / (2 * STEP), within(1e-3));
    }
  }

  @Test
  void knowsWhatItWasToldAndDoubtsWhatIsFar() {
    GaussianProcess process = fitted();

    for (int i = 0; i < points.length; i++) {
      Belief belief = process.at(points[i]);
      assertThat(belief.mean()).isCloseTo(values[i], within(0.05));
      assertThat(belief.deviation()).isLessThan(0.05);
    }
    assertThat(process.at(new double[] {3, -2, 0.5}).deviation()).isGreaterThan(0.3);
  }

  private GaussianProcess fitted() {
    return GaussianProcess.of(AXES, Hyperparameters.fit(AXES, points, values), points, values);
  }
}
