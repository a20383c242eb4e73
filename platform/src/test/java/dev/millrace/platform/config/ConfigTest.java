package dev.millrace.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigTest {
  private static final Set<String> SECTIONS = Set.of("engine", "engine-room");

  record Limits(@Default("3") int most, @Default("0.5") double share) {}

  record Engine(
      String fuel,
      @Default("30s") Duration patience,
      @Default("true") boolean loud,
      @Default("") List<String> names,
      @Default("") Map<String, String> properties,
      Optional<String> nickname,
      Limits limits) {
    Engine {
      if (fuel.isBlank()) {
        throw new IllegalArgumentException("fuel must not be blank");
      }
    }
  }

  @TempDir Path folder;

  @Test
  void bindsYamlAndDefaultsToARecord() throws IOException {
    Config config =
        yaml(
            """
            engine:
              fuel: coal
              patience: 250ms
              names: [one, two]
              properties:
                a.b: c
              limits:
                most: 7
            """);

    Engine engine = config.section("engine", Engine.class);

    assertThat(engine)
        .isEqualTo(
            new Engine(
                "coal",
                Duration.ofMillis(250),
                true,
                List.of("one", "two"),
                Map.of("a.b", "c"),
                Optional.empty(),
                new Limits(7, 0.5)));
  }

  @Test
  void environmentOverridesYaml() throws IOException {
    Path file = write("engine:\n  fuel: coal\n");

    Config config =
        Config.load(
            SECTIONS,
            Map.of(
                "MILLRACE_ENGINE_FUEL", "wood",
                "MILLRACE_ENGINE_LIMITS_MOST", "9",
                "MILLRACE_ENGINE_NICKNAME", "Bess",
                "PATH", "/bin"),
            Optional.of(file));

    Engine engine = config.section("engine", Engine.class);
    assertThat(engine.fuel()).isEqualTo("wood");
    assertThat(engine.limits().most()).isEqualTo(9);
    assertThat(engine.nickname()).contains("Bess");
  }

  @Test
  void refusesAKeyThatNobodyKnows() throws IOException {
    Config config = yaml("engine:\n  fuel: coal\n  feul: wood\n");

    assertThatThrownBy(() -> config.section("engine", Engine.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("engine.feul");
  }

  @Test
  void refusesAnUnknownSection() {
    assertThatThrownBy(() -> yaml("engin:\n  fuel: coal\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'engin'");
  }

  @Test
  void refusesAVariableOfNoSection() {
    assertThatThrownBy(
            () -> Config.load(SECTIONS, Map.of("MILLRACE_ENGNE_FUEL", "x"), Optional.empty()))
        .hasMessageContaining("MILLRACE_ENGNE_FUEL");
  }

  @Test
  void refusesAVariableThatIsNoSetting() {
    Config config =
        Config.load(
            SECTIONS,
            Map.of("MILLRACE_ENGINE_FUEL", "coal", "MILLRACE_ENGINE_FEUL", "x"),
            Optional.empty());

    assertThatThrownBy(() -> config.section("engine", Engine.class))
        .hasMessageContaining("MILLRACE_ENGINE_FEUL");
  }

  @Test
  void leavesTheVariablesOfALongerSectionNameAlone() {
    Config config =
        Config.load(
            SECTIONS,
            Map.of("MILLRACE_ENGINE_FUEL", "coal", "MILLRACE_ENGINE_ROOM_DOOR", "open"),
            Optional.empty());

    assertThat(config.section("engine", Engine.class).fuel()).isEqualTo("coal");
  }

  @Test
  void namesTheMissingSetting() {
    Config config = Config.load(SECTIONS, Map.of(), Optional.empty());

    assertThatThrownBy(() -> config.section("engine", Engine.class))
        .hasMessageContaining("engine.fuel")
        .hasMessageContaining("MILLRACE_ENGINE_FUEL");
  }

  @Test
  void namesTheSettingThatCannotBeRead() throws IOException {
    Config config = yaml("engine:\n  fuel: coal\n  limits:\n    most: many\n");

    assertThatThrownBy(() -> config.section("engine", Engine.class))
        .hasMessageContaining("engine.limits.most")
        .hasMessageContaining("many");
  }

  @Test
  void passesOnTheComplaintOfTheRecordItself() throws IOException {
    Config config = yaml("engine:\n  fuel: ' '\n");

    assertThatThrownBy(() -> config.section("engine", Engine.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fuel must not be blank");
  }

  private Config yaml(String text) throws IOException {
    return Config.load(SECTIONS, Map.of(), Optional.of(write(text)));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("millrace.yaml"), text);
  }
}
