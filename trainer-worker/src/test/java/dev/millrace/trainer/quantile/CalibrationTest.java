package dev.millrace.trainer.quantile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.metric.QuantileLevels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final QuantileLevels LEVELS = QuantileLevels.DEFAULT;

  /** Nineteen rows that the trees call 0, 10 and 20, and that are 1 to 19. */
  private static Calibration calibration() {
    List<float[]> outputs = new ArrayList<>();
    double[] learnt = new double[19];
    for (int i = 0; i < learnt.length; i++) {
      outputs.add(new float[] {0, 10, 20});
      learnt[i] = i + 1;
    }
    return Calibration.of(LEVELS, outputs, learnt);
  }

  /** Of 19, the 2nd and the 18th are the quantiles; the median is left alone. */
  @Test
  void movesEachSideToWhereItsShareIs() {
    assertThat(calibration().offsets()).containsExactly(2.0, 0.0, -2.0);
    assertThat(calibration().quantiles(new float[] {0, 10, 20}, value -> 100 + value))
        .containsExactly(102, 110, 118);
  }

  @Test
  void takesTheOutermostOfFewRows() {
    List<float[]> outputs = List.of(new float[] {0, 1, 2}, new float[] {0, 1, 2});

    assertThat(Calibration.of(LEVELS, outputs, new double[] {-5, 9}).offsets())
        .containsExactly(-5.0, 0.0, 7.0);
  }

  @Test
  void mendsQuantilesThatCross() {
    assertThat(Calibration.none(LEVELS).quantiles(new float[] {5, 1, 3}, value -> -value))
        .containsExactly(-5, -3, -1);
  }

  @Test
  void needsAnOffsetForEachQuantileAndAValueForEachRow() {
    assertThatThrownBy(() -> new Calibration(LEVELS, List.of(1.0)))
        .hasMessage("there must be 3 offsets, got [1.0]");
    assertThatThrownBy(() -> Calibration.of(LEVELS, List.of(), new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
