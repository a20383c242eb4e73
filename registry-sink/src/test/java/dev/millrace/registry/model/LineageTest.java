package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LineageTest {
  private static final Map<String, Object> PARAMETERS = Map.of("max_depth", 6L, "eta", 0.1);
  private static final SemanticVersion PREVIOUS = new SemanticVersion(2, 3, 4);
  private static final Lineage ORIGIN = given(PARAMETERS);

  @Test
  void theSameParametersOnNewDataAreAPatch() {
    assertThat(given(PARAMETERS).versionAfter(PREVIOUS, ORIGIN)).hasToString("2.3.5");
  }

  @Test
  void aSearchIsAMinorVersionEvenWhenItFindsTheSameParameters() {
    var searched = new Lineage("forecast", "forecast_basic", 1, PARAMETERS, true);

    assertThat(searched.versionAfter(PREVIOUS, ORIGIN)).hasToString("2.4.0");
  }

  @Test
  void parametersChangedByHandAreAMinorVersion() {
    var changed = given(Map.of("max_depth", 7L, "eta", 0.1));

    assertThat(changed.versionAfter(PREVIOUS, ORIGIN)).hasToString("2.4.0");
  }

  @Test
  void anotherFeatureSetIsAMajorVersion() {
    var other = new Lineage("forecast", "forecast_weather", 1, PARAMETERS, false);

    assertThat(other.versionAfter(PREVIOUS, ORIGIN)).hasToString("3.0.0");
  }

  @Test
  void anotherVersionOfTheFeatureSetIsAMajorVersion() {
    var other = new Lineage("forecast", "forecast_basic", 2, PARAMETERS, true);

    assertThat(other.versionAfter(PREVIOUS, ORIGIN)).hasToString("3.0.0");
  }

  @Test
  void anotherModelTypeIsAMajorVersion() {
    var other = new Lineage("anomaly", "forecast_basic", 1, PARAMETERS, false);

    assertThat(other.versionAfter(PREVIOUS, ORIGIN)).hasToString("3.0.0");
  }

  private static Lineage given(Map<String, Object> parameters) {
    return new Lineage("forecast", "forecast_basic", 1, parameters, false);
  }
}
