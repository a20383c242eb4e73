package dev.millrace.hpo.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogImprovementTest {

  @Test
  void isTheLogarithmOfTheImprovementsIntegral() {
    double mean = 0.7;
    double deviation = 1.3;
    double best = 0.2;
    double sum = 0;
    double width = 1e-4;
    for (double value = mean - 12 * deviation; value < best; value += width) {
      double z = (value + width / 2 - mean) / deviation;
      double density = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / deviation;
      sum += (best - value - width / 2) * density * width;
    }

    double found = LogImprovement.of(new Belief(mean, deviation), best);

    assertThat(found).isCloseTo(StrictMath.log(sum), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-40, -12, -5.5, -5.01, -4.99, -2, 0, 1, 6})
  void slopeIsTheDerivative(double z) {
    double step = 1e-6;
    double difference =
        (LogImprovement.logStandard(z + step) - LogImprovement.logStandard(z - step)) / (2 * step);

    assertThat(LogImprovement.slope(z)).isCloseTo(difference, within(1e-4 * (1 + Math.abs(z))));
  }

  @Test
  void bothFormulasMeetWhereTheyTakeOver() {
    double before = LogImprovement.logStandard(-5 - 1e-9);
    double after = LogImprovement.logStandard(-5 + 1e-9);

    assertThat(after - before).isCloseTo(2e-9 * LogImprovement.slope(-5), within(1e-8));
  }

  @Test
  void staysFiniteWhereTheImprovementItselfIsZero() {
    assertThat(LogImprovement.of(new Belief(1e6, 1), 0)).isFinite().isLessThan(-1e11);
  }
}
