package dev.millrace.features.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VersionsTest {

  private static final Versions VERSIONS =
      new Versions(
          new long[] {10, 20, 20, 20, 30},
          new long[] {11, 5, 21, 25, 31},
          new double[] {1, 2, 2.5, Double.NaN, 3});

  @Test
  void aValueIsKnownFromTheInstantItWasRecorded() {
    assertThat(VERSIONS.knownAt(10, 10)).isNaN();
    assertThat(VERSIONS.knownAt(10, 11)).isEqualTo(1);
    assertThat(VERSIONS.knownAt(30, 1000)).isEqualTo(3);
  }

  @Test
  void aForecastIsKnownBeforeItsTimeAndEachCorrectionFromItsOwnInstant() {
    assertThat(VERSIONS.knownAt(20, 4)).isNaN();
    assertThat(VERSIONS.knownAt(20, 5)).isEqualTo(2);
    assertThat(VERSIONS.knownAt(20, 20)).isEqualTo(2);
    assertThat(VERSIONS.knownAt(20, 21)).isEqualTo(2.5);
    assertThat(VERSIONS.knownAt(20, 25)).isNaN();
  }

  @Test
  void nothingIsKnownOfATimeWithoutVersions() {
    assertThat(VERSIONS.knownAt(9, 1000)).isNaN();
    assertThat(VERSIONS.knownAt(25, 1000)).isNaN();
    assertThat(VERSIONS.knownAt(31, 1000)).isNaN();
  }

  @Test
  void theFirstVersionOfATimeIsFoundWhetherOrNotTheTimeHasOne() {
    assertThat(VERSIONS.firstAt(0)).isZero();
    assertThat(VERSIONS.firstAt(20)).isEqualTo(1);
    assertThat(VERSIONS.firstAt(21)).isEqualTo(4);
    assertThat(VERSIONS.firstAt(31)).isEqualTo(5);
  }

  @Test
  void versionsOutOfOrderAreRefused() {
    assertThatThrownBy(
            () -> new Versions(new long[] {2, 1}, new long[] {3, 3}, new double[] {0, 0}))
        .hasMessage("versions must ascend, got 1 recorded at 3 after 2 recorded at 3");
    assertThatThrownBy(
            () -> new Versions(new long[] {1, 1}, new long[] {3, 2}, new double[] {0, 0}))
        .hasMessage("versions must ascend, got 1 recorded at 2 after 1 recorded at 3");
  }

  @Test
  void everyVersionNeedsAllThree() {
    assertThatThrownBy(() -> new Versions(new long[] {1}, new long[] {2}, new double[0]))
        .hasMessageContaining("as many values and recorded times as times are needed");
  }
}
