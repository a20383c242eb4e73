package dev.millrace.trainer.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinsTest {
  @Test
  void areFewOnFewRows() {
    assertThat(Bins.ofSearch(65_535)).isEqualTo(64);
    assertThat(Bins.ofSearch(65_536)).isEqualTo(256);
    assertThat(Bins.ofFinalFit(65_535)).isEqualTo(128);
    assertThat(Bins.ofFinalFit(65_536)).isEqualTo(256);
  }
}
