package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.hpo.search.numeric.Normal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParzenEstimatorTest {

  @Test
  void isADensityOnARange() {
    FloatRange range = new FloatRange(-2, 6, false);
    ParzenEstimator estimator = new ParzenEstimator(range, new double[] {-2, 0, 0, 0.1, 5.9, 6});

    double sum = 0;
    int cells = 100_000;
    for (int i = 0; i < cells; i++) {
      sum += estimator.density(-2 + (i + 0.5) * 8 / cells) * 8 / cells;
    }

    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  @Test
  void isADistributionOnAGrid() {
    IntRange range = new IntRange(1, 12, 1, false);
    ParzenEstimator estimator = new ParzenEstimator(range, new double[] {1, 1, 7, 12});

    double sum = 0;
    for (int number = 1; number <= 12; number++) {
      sum += estimator.density(number);
    }

    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @Test
  void samplesAsItsDensitySays() {
    IntRange range = new IntRange(0, 4, 1, false);
    ParzenEstimator estimator = new ParzenEstimator(range, new double[] {1, 1, 1, 4});
    SplittableRandom random = new SplittableRandom(42);
    int draws = 100_000;

    int[] counts = new int[5];
    for (int i = 0; i < draws; i++) {
      counts[(int) estimator.sample(random)]++;
    }

    for (int number = 0; number <= 4; number++) {
      assertThat(counts[number] / (double) draws)
          .isCloseTo(estimator.density(number), within(0.01));
    }
  }

  @Test
  void weighsOldObservationsLess() {
    double[] weights = Recency.weightsWithPrior(100);

    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
    assertThat(weights[0] / weights[99]).isCloseTo(0.01, within(1e-12));
    assertThat(weights[75]).isEqualTo(weights[99]).isEqualTo(weights[100]);
    assertThat(Recency.weightsWithPrior(25)).containsOnly(1 / 26.0);
  }

  @Test
  void smoothsFrequencies() {
    double[] probabilities = CategoryFrequencies.of(2, new double[] {0, 0});

    assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-12));
    // Two rows of (1 + 1/3, 1/3) / (5/3) and the prior's (1/2, 1/2), a third each.
    assertThat(probabilities[0]).isCloseTo(2 / 3.0 * 0.8 + 1 / 6.0, within(1e-12));
  }

  @Test
  void knowsTheNormalDistribution() {
    assertThat(Normal.cdf(0)).isCloseTo(0.5, within(1e-14));
    assertThat(Normal.cdf(1)).isCloseTo(0.8413447460685429, within(1e-14));
    assertThat(Normal.cdf(1.96)).isCloseTo(0.9750021048517795, within(1e-14));
    assertThat(Normal.cdf(-3)).isCloseTo(0.0013498980316300933, within(1e-15));
    assertThat(Normal.cdf(-8)).isCloseTo(6.220960574271786e-16, within(1e-23));
  }
}
