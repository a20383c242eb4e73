package dev.millrace.features.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.features.set.Statistic;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
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

    Windows window = new Windows(grid, width);

    for (int last = 0; last < values.length; last++) {
      double[] inside =
          last < width - 1
              ? new double[0]
              : Arrays.stream(values, last - width + 1, last + 1)
                  .filter(Double::isFinite)
                  .toArray();
      for (Statistic statistic : Statistic.values()) {
        double expected = inside.length == 0 ? Double.NaN : byDefinition(statistic, inside);
        assertThat(window.get(statistic).value(last, 1))
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

    Windows whole = new Windows(grid(7, values), width);
    Windows shorter = new Windows(grid(7 + cut, Arrays.copyOfRange(values, cut, 200)), width);

    for (int last = cut + width - 1; last < values.length; last++) {
      for (Statistic statistic : Statistic.values()) {
        assertThat(shorter.get(statistic).value(last - cut, 1))
            .isEqualTo(whole.get(statistic).value(last, 1));
      }
    }
  }

  @Test
  void anAbsurdValueIsForgottenOnceItLeftTheWindow() {
    double[] values = new double[20];
    Arrays.setAll(values, i -> i % 2);
    values[3] = 1e300;

    Windows window = new Windows(grid(0, values), 4);

    assertThat(window.get(Statistic.MEAN).value(10, 4)).isEqualTo(0.5);
    assertThat(window.get(Statistic.STD).value(10, 4)).isEqualTo(0.5);
  }

  @Test
  void aConstantWindowHasADeviationOfExactlyZero() {
    double[] values = new double[50];
    Arrays.fill(values, 0.1);

    Windows window = new Windows(grid(5, values), 12);

    for (int last = 11; last < 50; last++) {
      assertThat(window.get(Statistic.STD).value(last, 12)).isZero();
      assertThat(window.get(Statistic.MEAN).value(last, 12)).isEqualTo(0.1);
    }
  }

  @Test
  void aWindowWithTooFewValuesHasNone() {
    double[] values = {1, 2, Double.NaN, 4, 5, 6};

    Windows window = new Windows(grid(0, values), 4);

    assertThat(window.get(Statistic.MAX).value(3, 4)).isNaN();
    assertThat(window.get(Statistic.MAX).value(3, 3)).isEqualTo(4);
    assertThat(window.get(Statistic.MAX).value(2, 1)).as("begins before the series").isNaN();
  }

  /** A window for each statistic. */
  private static final class Windows {
    private final Map<Statistic, RollingWindow> all = new EnumMap<>(Statistic.class);

    Windows(Grid grid, int width) {
      for (Statistic statistic : Statistic.values()) {
        all.put(statistic, new RollingWindow(grid, width, statistic));
      }
    }

    RollingWindow get(Statistic statistic) {
      return Objects.requireNonNull(all.get(statistic));
    }
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
