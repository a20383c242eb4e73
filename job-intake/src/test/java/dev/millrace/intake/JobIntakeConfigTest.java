package dev.millrace.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.platform.config.Config;
import dev.millrace.platform.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JobIntakeConfigTest {

  private static JobIntakeConfig config(Map<String, String> environment) {
    return Config.load(Set.of("job-intake"), environment, Optional.empty())
        .section(JobIntakeConfig.SECTION, JobIntakeConfig.class);
  }

  @Test
  void hasDefaults() {
    JobIntakeConfig config = config(Map.of());

    assertThat(config.answerWithin()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.lookAgainWithin()).isEqualTo(Duration.ofMillis(300));
    assertThat(config.policyTick()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.streams().commitInterval()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void takesEveryKey() {
    JobIntakeConfig config =
        config(
            Map.of(
                "MILLRACE_JOB_INTAKE_ANSWER_WITHIN", "7s",
                "MILLRACE_JOB_INTAKE_LOOK_AGAIN_WITHIN", "0ms",
                "MILLRACE_JOB_INTAKE_POLICY_TICK", "1s",
                "MILLRACE_JOB_INTAKE_STREAMS_STATE_DIRECTORY", "elsewhere"));

    assertThat(config.answerWithin()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.lookAgainWithin()).isZero();
    assertThat(config.policyTick()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.streams().stateDirectory()).isEqualTo(Path.of("elsewhere"));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> config(Map.of("MILLRACE_JOB_INTAKE_POLICY_TICK", "0s")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("policy-tick must be > 0");
    assertThatThrownBy(() -> config(Map.of("MILLRACE_JOB_INTAKE_POLICY_TACK", "1s")))
        .isInstanceOf(ConfigException.class);
  }
}
