package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialTest {

  @Test
  void agreesWithTheLibraryToTheLastDigits() {
    for (double x = -707.9; x < 708.9; x += 0.0137) {
      double exact = StrictMath.exp(x);

      assertThat(Exponential.of(x)).isCloseTo(exact, within(2e-15 * exact));
    }
  }

  @Test
  void knowsTheEnds() {
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-1e9)).isZero();
    assertThat(Exponential.of(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Exponential.of(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(Exponential.of(Double.NaN)).isNaN();
  }
}
