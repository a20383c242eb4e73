package dev.millrace.trainer.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Quantiles.median(new double[] {9, 1, 2})).isEqualTo(2);
    assertThat(Quantiles.median(new double[] {9, 1, 2, 3})).isEqualTo(2.5);
  }

  @Test
  void aWeightedMedianHasHalfOfTheWeightUpToIt() {
    double[] values = {30, 10, 20};

    assertThat(Quantiles.weightedMedian(values, new double[] {1, 1, 1})).isEqualTo(20);
    assertThat(Quantiles.weightedMedian(values, new double[] {5, 1, 1})).isEqualTo(30);
    assertThat(Quantiles.weightedMedian(values, new double[] {0, 3, 3})).isEqualTo(10);
    assertThat(Quantiles.weightedMedian(new double[] {4}, new double[] {0.1})).isEqualTo(4);
  }
}
