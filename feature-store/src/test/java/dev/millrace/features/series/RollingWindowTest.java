package dev.millrace.features.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.features.set.Statistic;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingWindowTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheDefinitionWhereverTheWindowLies(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int width = random.nextInt(1, 30);
    double[] values = values(random, 200, 0.1);
    Grid grid = grid(random.nextInt(-1000, 1000), values);

    RollingWindow window = new RollingWindow(grid, width);

    for (int last = 0; last < values.length; last++) {
      double[] inside =
          last < width - 1
              ? new double[0]
              : Arrays.stream(values, last - width + 1, last + 1)
                  .filter(Double::isFinite)
                  .toArray();
      for (Statistic statistic : Statistic.values()) {
        double expected = inside.length == 0 ? Double.NaN : byDefinition(statistic, inside);
        assertThat(window.value(statistic, last, 1))
            .as("%s of %d steps up to %d", statistic, width, last)
            .isCloseTo(expected, within(1e-9));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whereTheSeriesStartsDoesNotChangeABit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int width = random.nextInt(2, 30);
    int cut = random.nextInt(1, 60);
    double[] values = values(random, 200, 0.05);

    RollingWindow whole = new RollingWindow(grid(7, values), width);
    RollingWindow shorter =
        new RollingWindow(grid(7 + cut, Arrays.copyOfRange(values, cut, 200)), width);

    for (int last = cut + width - 1; last < values.length; last++) {
      for (Statistic statistic : Statistic.values()) {
        assertThat(shorter.value(statistic, last - cut, 1))
            .isEqualTo(whole.value(statistic, last, 1));
      }
    }
  }

  @Test
  void anAbsurdValueIsForgottenOnceItLeftTheWindow() {
    double[] values = new double[20];
    Arrays.setAll(values, i -> i % 2);
    values[3] = 1e300;

    RollingWindow window = new RollingWindow(grid(0, values), 4);

    assertThat(window.value(Statistic.MEAN, 10, 4)).isEqualTo(0.5);
    assertThat(window.value(Statistic.STD, 10, 4)).isEqualTo(0.5);
  }

  @Test
  void aConstantWindowHasADeviationOfExactlyZero() {
    double[] values = new double[50];
    Arrays.fill(values, 0.1);

    RollingWindow window = new RollingWindow(grid(5, values), 12);

    for (int last = 11; last < 50; last++) {
      assertThat(window.value(Statistic.STD, last, 12)).isZero();
      assertThat(window.value(Statistic.MEAN, last, 12)).isEqualTo(0.1);
    }
  }

  @Test
  void aWindowWithTooFewValuesHasNone() {
    double[] values = {1, 2, Double.NaN, 4, 5, 6};

    RollingWindow window = new RollingWindow(grid(0, values), 4);

    assertThat(window.value(Statistic.MAX, 3, 4)).isNaN();
    assertThat(window.value(Statistic.MAX, 3, 3)).isEqualTo(4);
    assertThat(window.value(Statistic.MAX, 2, 1)).as("begins before the series").isNaN();
  }

  private static double byDefinition(Statistic statistic, double[] inside) {
    double mean = Arrays.stream(inside).average().orElseThrow();
    return switch (statistic) {
      case MEAN -> mean;
      case STD ->
          Math.sqrt(
              Arrays.stream(inside).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
      case MIN -> Arrays.stream(inside).min().orElseThrow();
      case MAX -> Arrays.stream(inside).max().orElseThrow();
    };
  }

  private static double[] values(SplittableRandom random, int size, double missing) {
    double[] values = new double[size];
    Arrays.setAll(
        values, i -> random.nextDouble() < missing ? Double.NaN : 1000 + random.nextGaussian());
    values[0] = 1000;
    return values;
  }

  private static Grid grid(long firstSlot, double[] values) {
    long[] times = new long[values.length];
    Arrays.setAll(times, i -> firstSlot + i);
    return Grid.of(new Observations(times, values, 0), new Rhythm(1, 0));
  }
}
