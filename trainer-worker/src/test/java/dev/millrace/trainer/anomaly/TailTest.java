package dev.millrace.trainer.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {
  private static double[] exponential(int count, long seed) {
    return new SplittableRandom(seed).doubles(count).map(u -> -StrictMath.log(1 - u)).toArray();
  }

  @ParameterizedTest(name = "surprise {0}, seed {1}")
  @CsvSource({"2, 1", "3, 2", "5, 3", "6, 4"})
  void extrapolatesAnExponentialTail(double surprise, long seed) {
    Tail tail = Tail.Extreme.of(exponential(20_000, seed));

    double magnitude = surprise * StrictMath.log(10);

    assertThat(tail.surprise(magnitude)).isCloseTo(surprise, within(0.15 * surprise));
  }

  @ParameterizedTest(name = "P(|Z| > {0}) = {1}")
  @CsvSource({
    "0, 1",
    "1, 0.31731050786291415",
    "1.959963984540054, 0.05",
    "4.9, 9.582e-7",
    "5.1, 3.398e-7",
    "8, 1.244e-15",
    "30, 9.813e-198"
  })
  void knowsTheNormalDistribution(double z, double probability) {
    assertThat(NormalTail.log10TwoSided(z)).isCloseTo(StrictMath.log10(probability), within(2e-4));
  }

  @Test
  void measuresADeviationThatOutliersDoNotMove() {
    var random = new SplittableRandom(5);
    double[] magnitudes =
        random.doubles(10_000).map(_ -> Math.abs(random.nextGaussian(0, 2))).toArray();
    Arrays.fill(magnitudes, 0, 500, 40);

    assertThat(Tail.Normal.of(magnitudes).deviation()).isCloseTo(2, within(0.2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30, 1_000})
  void isNeverLessSurprisedByMore(int count) {
    Tail tail = Tail.Extreme.of(exponential(count, 9));

    double before = 0;
    for (double magnitude = 0; magnitude < 50; magnitude += 0.05) {
      double surprise = tail.surprise(magnitude);
      assertThat(surprise).isFinite().isGreaterThanOrEqualTo(before - 1e-12);
      before = surprise;
    }
  }

  @Test
  void isReadAsItWasWritten() {
    Tail extreme = Tail.Extreme.of(exponential(500, 3));
    Tail normal = new Tail.Normal(0.1 + 0.2);

    assertThat(Tail.parse(extreme.format())).isEqualTo(extreme);
    assertThat(Tail.parse(normal.format())).isEqualTo(normal);
    assertThatThrownBy(() -> Tail.parse("cauchy 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cauchy 1");
  }
}
