package dev.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.platform.config.Config;
import dev.millrace.platform.config.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureStoreConfigTest {

  @Test
  void hasItsDefaultsWhenNothingIsSet() {
    assertThat(load(Map.of()))
        .isEqualTo(
            new FeatureStoreConfig(
                20_000, 2, 10_000, 30, 90, 0.9, 0.7, 20, 20_000_000, 0.2, List.of(), false));
  }

  @Test
  void takesEveryKeyFromTheEnvironment() {
    Map<String, String> environment =
        Map.of(
            "MILLRACE_FEATURE_STORE_INGEST_BATCH", "10",
            "MILLRACE_FEATURE_STORE_PARALLEL_DATASETS", "3",
            "MILLRACE_FEATURE_STORE_ONLINE_SERIES", "500",
            "MILLRACE_FEATURE_STORE_MOST_ZEROS", "0.95",
            "MILLRACE_FEATURE_STORE_RETENTION", "weather_*=365d, *=90d",
            "MILLRACE_FEATURE_STORE_RETENTION_IGNORES_LINEAGE", "true");

    assertThat(load(environment))
        .isEqualTo(
            new FeatureStoreConfig(
                10,
                3,
                500,
                30,
                90,
                0.95,
                0.7,
                20,
                20_000_000,
                0.2,
                List.of("weather_*=365d", "*=90d"),
                true));
  }

  @Test
  void refusesAKeyThatNobodyKnowsAndAValueOutOfRange() {
    assertThatThrownBy(() -> load(Map.of("MILLRACE_FEATURE_STORE_BATCH", "10")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MILLRACE_FEATURE_STORE_BATCH");
    assertThatThrownBy(() -> load(Map.of("MILLRACE_FEATURE_STORE_INGEST_BATCH", "0")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ingest-batch must be 1 to 100000, got 0");
    assertThatThrownBy(() -> load(Map.of("MILLRACE_FEATURE_STORE_FEW_ROWS", "10")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("few-rows not below it");
    assertThatThrownBy(() -> load(Map.of("MILLRACE_FEATURE_STORE_RETENTION", "*=90")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("names=90d, names=13w or names=forever, got '*=90'");
  }

  private static FeatureStoreConfig load(Map<String, String> environment) {
    return Config.load(Set.of(FeatureStore.NAME), environment, Optional.empty())
        .section(FeatureStore.NAME, FeatureStoreConfig.class);
  }
}
