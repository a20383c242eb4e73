package dev.millrace.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.platform.config.Config;
import dev.millrace.platform.config.ConfigException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrySinkConfigTest {

  @Test
  void hasTheseDefaults() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new RegistrySinkConfig(
                500,
                500,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofHours(24)));
  }

  @Test
  void everyKeyCanBeSet() {
    var settings =
        read(
            Map.of(
                "MILLRACE_REGISTRY_SINK_BATCH_RECORDS", "10",
                "MILLRACE_REGISTRY_SINK_STEPS_PER_ATTEMPT", "50",
                "MILLRACE_REGISTRY_SINK_POLL_INTERVAL", "1s",
                "MILLRACE_REGISTRY_SINK_RETRY_FIRST", "2s",
                "MILLRACE_REGISTRY_SINK_RETRY_LONGEST", "3s",
                "MILLRACE_REGISTRY_SINK_MISSING_ARTIFACT_LIMIT", "4m",
                "MILLRACE_REGISTRY_SINK_OUTAGE_LIMIT", "5h"));

    assertThat(settings)
        .isEqualTo(
            new RegistrySinkConfig(
                10,
                50,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofMinutes(4),
                Duration.ofHours(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "BATCH_RECORDS, 0, batch-records",
    "STEPS_PER_ATTEMPT, 1, steps-per-attempt",
    "POLL_INTERVAL, 0s, poll-interval",
    "RETRY_FIRST, 2m, retry-longest",
    "OUTAGE_LIMIT, PT-1S, outage-limit",
    "NONSENSE, 1, NONSENSE"
  })
  void refusesWhatMakesNoSense(String key, String value, String named) {
    assertThatThrownBy(() -> read(Map.of("MILLRACE_REGISTRY_SINK_" + key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(named);
  }

  private static RegistrySinkConfig read(Map<String, String> environment) {
    return Config.load(Set.of(RegistrySink.NAME), environment, Optional.empty())
        .section(RegistrySink.NAME, RegistrySinkConfig.class);
  }
}
