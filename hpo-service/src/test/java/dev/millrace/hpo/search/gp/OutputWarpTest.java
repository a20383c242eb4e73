package dev.millrace.hpo.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputWarpTest {

  @ParameterizedTest
  @EnumSource(OutputWarp.class)
  void keepsTheOrderAndStandardises(OutputWarp warp) {
    double[] values = new double[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = StrictMath.exp(i / 3.0) - 20;
    }

    double[] warped = warp.of(values).values();

    assertThat(warped).isSorted();
    assertThat(Arrays.stream(warped).sum()).isCloseTo(0, within(1e-9));
    assertThat(Arrays.stream(warped).map(z -> z * z).sum() / 40).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(OutputWarp.class)
  void survivesAnyMagnitude(OutputWarp warp) {
    for (double scale : new double[] {1e-300, 1e-12, 1, 1e300}) {
      double[] warped = warp.of(new double[] {-scale, 1.5 * scale, 0, scale / 3}).values();

      assertThat(warped).doesNotContain(Double.NaN);
      assertThat(warped[0]).isLessThan(warped[2]);
      assertThat(warped[3]).isLessThan(warped[1]);
    }
    double[] largest = {-Double.MAX_VALUE, Double.MAX_VALUE, 0};
    assertThat(Arrays.stream(warp.of(largest).values()).allMatch(Double::isFinite)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(OutputWarp.class)
  void makesZerosOfEqualValues(OutputWarp warp) {
    assertThat(warp.of(new double[] {0.1, 0.1, 0.1}).values()).containsExactly(0, 0, 0);
  }
}
