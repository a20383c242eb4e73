package dev.millrace.hpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.platform.config.ConfigException;
import dev.millrace.platform.host.ServiceHost;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HpoServiceConfigTest {

  @Test
  void hasThePoolsDefaults() {
    HpoServiceConfig config = load(Map.of());

    assertThat(config.pool()).isEqualTo(PoolSettings.DEFAULT);
    assertThat(config.tick()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.streams().commitInterval()).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void readsEveryKey() {
    HpoServiceConfig config =
        load(
            Map.of(
                "TICK", "1s",
                "LEASE", "20s",
                "PICK_UP", "40s",
                "WORKER_EXPIRY", "6s",
                "OLDEST_HEARTBEAT", "50s",
                "LONGEST_PAUSE", "7s",
                "HOPELESS", "5",
                "MEMORY", "2h"));

    assertThat(config.tick()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.pool())
        .isEqualTo(
            new PoolSettings(
                Duration.ofSeconds(20),
                Duration.ofSeconds(40),
                Duration.ofSeconds(6),
                Duration.ofSeconds(50),
                Duration.ofSeconds(7),
                5,
                Duration.ofHours(2)));
  }

  @Test
  void refusesATickThatLooksLikeAPause() {
    assertThatThrownBy(() -> load(Map.of("TICK", "10s")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("below longest-pause");
  }

  private static HpoServiceConfig load(Map<String, String> keys) {
    Map<String, String> environment = new HashMap<>();
    keys.forEach((key, value) -> environment.put("MILLRACE_HPO_SERVICE_" + key, value));
    return ServiceHost.configuration(environment, Set.of(HpoServiceConfig.SECTION))
        .section(HpoServiceConfig.SECTION, HpoServiceConfig.class);
  }
}
