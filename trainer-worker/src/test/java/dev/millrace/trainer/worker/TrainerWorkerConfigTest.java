package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.platform.config.Config;
import dev.millrace.platform.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainerWorkerConfigTest {
  @Test
  void hasTheseDefaults() {
    TrainerWorkerConfig config = load(Map.of());

    assertThat(config)
        .isEqualTo(
            new TrainerWorkerConfig(
                "default",
                "",
                0,
                Optional.empty(),
                4_000_000_000L,
                4,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofDays(7),
                0,
                Duration.ZERO,
                Duration.ZERO,
                "127.0.0.1",
                Duration.ofMinutes(2),
                false));
    assertThat(config.slotCount()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.group()).isEqualTo("trainers-default");
  }

  @Test
  void readsEveryKey() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "MILLRACE_TRAINER_WORKER_POOL", "gpu",
                "MILLRACE_TRAINER_WORKER_SLOTS", "3",
                "MILLRACE_TRAINER_WORKER_CACHE_DIRECTORY", "/var/cache/millrace",
                "MILLRACE_TRAINER_WORKER_CACHE_BYTES", "1000",
                "MILLRACE_TRAINER_WORKER_DATASETS_IN_MEMORY", "9",
                "MILLRACE_TRAINER_WORKER_HEARTBEAT_INTERVAL", "1s",
                "MILLRACE_TRAINER_WORKER_LEASE_REPORT_INTERVAL", "3s",
                "MILLRACE_TRAINER_WORKER_STEP_REPORT_INTERVAL", "250ms",
                "MILLRACE_TRAINER_WORKER_GRACE_PERIOD", "1m",
                "MILLRACE_TRAINER_WORKER_EXIT_WITH_PARENT", "true"));
    environment.put("MILLRACE_TRAINER_WORKER_NAME", "rack-7");
    environment.put("MILLRACE_TRAINER_WORKER_CHECKPOINT_INTERVAL", "5m");
    environment.put("MILLRACE_TRAINER_WORKER_CHECKPOINT_RETENTION", "12h");
    environment.put("MILLRACE_TRAINER_WORKER_MEMORY_BUDGET", "6000000000");
    environment.put("MILLRACE_TRAINER_WORKER_ATTEMPT_CPU_LIMIT", "1h");
    environment.put("MILLRACE_TRAINER_WORKER_ATTEMPT_WALL_LIMIT", "2h");
    environment.put("MILLRACE_TRAINER_WORKER_COLLECTIVE_HOST", "rack-7.example");
    environment.put("MILLRACE_TRAINER_WORKER_COLLECTIVE_TIMEOUT", "30s");
    TrainerWorkerConfig config = load(environment);

    assertThat(config)
        .isEqualTo(
            new TrainerWorkerConfig(
                "gpu",
                "rack-7",
                3,
                Optional.of(Path.of("/var/cache/millrace")),
                1000,
                9,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofMillis(250),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofHours(12),
                6_000_000_000L,
                Duration.ofHours(1),
                Duration.ofHours(2),
                "rack-7.example",
                Duration.ofSeconds(30),
                true));
  }

  @Test
  void dividesTheMemoryBetweenTheHeapAndWhatIsBesideIt() {
    assertThat(load(Map.of()).memory(1_000_000_000, 10_000_000_000L))
        .isEqualTo(new MemoryNeed(800_000_000, 7_000_000_000L));
    assertThat(load(Map.of()).memory(1_000_000_000, 1_000_000_000))
        .isEqualTo(new MemoryNeed(800_000_000, 256_000_000));
    assertThat(
            load(Map.of("MILLRACE_TRAINER_WORKER_MEMORY_BUDGET", "5000"))
                .memory(1_000_000_000, 10_000_000_000L))
        .isEqualTo(new MemoryNeed(800_000_000, 5000));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> load(Map.of("MILLRACE_TRAINER_WORKER_SLOTS", "-1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("slots must be from 0 to 1024, got -1");
    assertThatThrownBy(() -> load(Map.of("MILLRACE_TRAINER_WORKER_HEARTBEAT_INTERVAL", "0s")))
        .hasMessageContaining("heartbeat-interval must be > 0");
    assertThatThrownBy(() -> load(Map.of("MILLRACE_TRAINER_WORKER_CHECKPOINT_RETENTION", "0s")))
        .hasMessageContaining("checkpoint-retention must be > 0");
    assertThatThrownBy(() -> load(Map.of("MILLRACE_TRAINER_WORKER_COLLECTIVE_HOST", "a, b")))
        .hasMessageContaining("collective-host must be a host name or an address, got a, b");
  }

  private static TrainerWorkerConfig load(Map<String, String> environment) {
    return Config.load(Set.of("trainer-worker"), environment, Optional.empty())
        .section("trainer-worker", TrainerWorkerConfig.class);
  }
}
