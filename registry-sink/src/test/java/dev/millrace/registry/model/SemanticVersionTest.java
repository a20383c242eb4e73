package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {

  @Test
  void readsWhatItWrites() {
    var version = new SemanticVersion(10, 0, 27);

    assertThat(SemanticVersion.parse(version.toString())).contains(version);
  }

  @Test
  void ordersByNumberAndNotByLetter() {
    assertThat(new SemanticVersion(1, 10, 0))
        .isGreaterThan(new SemanticVersion(1, 9, 9))
        .isLessThan(new SemanticVersion(2, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.0",
        "1.0.0.0",
        "v1.0.0",
        "1.0.-1",
        "01.0.0",
        "1.0.0 ",
        "1.0.99999999999"
      })
  void refusesWhatIsNoVersion(String text) {
    assertThat(SemanticVersion.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme",
        "acme/load",
        "acme/load/latest",
        "acme/load/1.0.0/x",
        "/load/1.0.0",
        "acme/lo ad/1.0.0",
        "../load/1.0.0;"
      })
  void refusesWhatIsNoModelId(String text) {
    assertThat(ModelId.parse(text)).isEmpty();
  }

  @Test
  void readsAModelId() {
    Optional<ModelId> id = ModelId.parse("acme/load_forecast/1.2.3");

    assertThat(id).contains(new ModelId("acme", "load_forecast", new SemanticVersion(1, 2, 3)));
    assertThat(id.orElseThrow()).hasToString("acme/load_forecast/1.2.3");
  }
}
