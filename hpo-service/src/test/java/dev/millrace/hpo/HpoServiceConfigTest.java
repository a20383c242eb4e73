package dev.millrace.hpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.hpo.pool.Recollection;
import dev.millrace.hpo.pool.Rights;
import dev.millrace.hpo.pool.TenantRights;
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
    assertThat(config.streams().commitInterval()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void readsEveryKey() {
    HpoServiceConfig config =
        load(
            Map.ofEntries(
                Map.entry("TICK", "1s"),
                Map.entry("LEASE", "20s"),
                Map.entry("PICK_UP", "40s"),
                Map.entry("WORKER_EXPIRY", "6s"),
                Map.entry("OLDEST_HEARTBEAT", "50s"),
                Map.entry("LONGEST_PAUSE", "7s"),
                Map.entry("HOPELESS", "5"),
                Map.entry("MEMORY", "2h"),
                Map.entry("ARCHIVE", "3d"),
                Map.entry("ARCHIVED_TRIALS", "500"),
                Map.entry("MODEL_MEMORY", "30d"),
                Map.entry("STUDIES_PER_MODEL", "4"),
                Map.entry("WEIGHTS", "acme=3"),
                Map.entry("CONCURRENT_TRIALS", "acme=8,*=2"),
                Map.entry("QUEUED_JOBS", "*=100")));

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
                new Recollection(
                    Duration.ofHours(2), Duration.ofDays(3), 500, Duration.ofDays(30), 4),
                new Rights(
                    Map.of("acme", new TenantRights(3, 8, 100)), new TenantRights(1, 2, 100))));
  }

  @Test
  void refusesAQuotaThatIsNoNumber() {
    assertThatThrownBy(() -> load(Map.of("QUEUED_JOBS", "acme=many")).pool())
        .hasMessageContaining("queued-jobs of tenant acme must be a whole number, got many");
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
