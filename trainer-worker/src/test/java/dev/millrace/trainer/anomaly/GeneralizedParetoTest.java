package dev.millrace.trainer.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneralizedParetoTest {
  /** Drawn by the inverse of the distribution function. */
  private static double[] sample(double shape, double scale, int count, long seed) {
    var random = new SplittableRandom(seed);
    return random
        .doubles(count)
        .map(
            u ->
                shape == 0
                    ? -scale * StrictMath.log(1 - u)
                    : scale / shape * (StrictMath.pow(1 - u, -shape) - 1))
        .toArray();
  }

  @ParameterizedTest(name = "shape {0}, scale {1}, seed {2}")
  @CsvSource({"0, 2, 1", "0.2, 0.5, 2", "0.3, 10, 3", "-0.3, 1, 4", "0, 1e-6, 5", "0.1, 1e6, 6"})
  void findsTheDistributionThatASampleComesFrom(double shape, double scale, long seed) {
    var fitted = GeneralizedPareto.fit(sample(shape, scale, 20_000, seed), -0.5, 0.5);

    assertThat(fitted.shape()).isCloseTo(shape, within(0.05));
    assertThat(fitted.scale() / scale).isCloseTo(1, within(0.05));
  }

  @Test
  void keepsTheMeanWhenTheShapeIsBounded() {
    double[] heavy = sample(0.45, 1, 5_000, 7);

    var fitted = GeneralizedPareto.fit(heavy, 0, 0.2);

    double mean = java.util.Arrays.stream(heavy).average().orElseThrow();
    assertThat(fitted.shape()).isEqualTo(0.2);
    assertThat(fitted.scale() / (1 - fitted.shape())).isCloseTo(mean, within(1e-9));
  }

  @Test
  void hasTheSurvivalFunctionOfItsFormula() {
    assertThat(new GeneralizedPareto(0, 2).logSurvival(6)).isEqualTo(-3);
    assertThat(new GeneralizedPareto(0.5, 1).logSurvival(6))
        .isCloseTo(StrictMath.log(1 / 16.0), within(1e-12));
    assertThat(new GeneralizedPareto(-0.5, 1).logSurvival(2)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(new GeneralizedPareto(0.2, 1).logSurvival(0)).isZero();
  }

  @Test
  void survivesSamplesThatSayNothing() {
    Stream.of(new double[] {0}, new double[] {1}, new double[] {0, 0, 0}, new double[] {3, 3, 3})
        .map(sample -> GeneralizedPareto.fit(sample, 0, 0.3))
        .forEach(
            fitted -> {
              assertThat(fitted.scale()).isPositive().isFinite();
              assertThat(fitted.shape()).isBetween(0.0, 0.3);
            });
  }
}
