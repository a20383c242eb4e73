package dev.millrace.features.set.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.features.set.Feature;
import dev.millrace.features.set.FeatureSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInSetsTest {
  private static final long DAY = 86_400_000;

  private final BuiltInSets sets = new BuiltInSets();

  @Test
  void aNameMeansTheLastVersion() {
    assertThat(set("forecast_basic").version()).isEqualTo(3);
    assertThat(sets.all()).extracting(known -> known.set().version()).containsExactly(2, 2, 3);
  }

  @Test
  void modelsOfBeforeFindTheColumnsThatTheyWereTrainedWith() {
    assertThat(columns("forecast_basic@2"))
        .doesNotContain("lag_14")
        .hasSize(columns("forecast_basic").size() - 6);
    assertThat(columns("forecast_advanced@1")).contains("lag_14").doesNotContain("roll_28_min");
    assertThat(columns("forecast_advanced@2")).contains("lag_14", "roll_28_min");
    assertThat(SetReference.parse("forecast_basic@9").flatMap(sets::find)).isEmpty();
  }

  private List<String> columns(String reference) {
    return set(reference).plan(DAY, List.of()).features().stream().map(Feature::name).toList();
  }

  private FeatureSet set(String reference) {
    return SetReference.parse(reference).flatMap(sets::find).orElseThrow().set();
  }
}
