package dev.millrace.embedded.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompatibilityTest {
  private static final Schema EMPTY = SchemaBuilder.record("R").fields().endRecord();
  private static final Schema REQUIRED =
      SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
  private static final Schema OPTIONAL =
      SchemaBuilder.record("R").fields().name("a").type().intType().intDefault(0).endRecord();

  @ParameterizedTest
  @CsvSource({
    "NONE, true, true",
    "BACKWARD, true, false",
    "BACKWARD_TRANSITIVE, true, false",
    "FORWARD, false, true",
    "FORWARD_TRANSITIVE, false, true",
    "FULL, false, false",
    "FULL_TRANSITIVE, false, false"
  })
  void tellsTheTwoDirectionsApart(
      Compatibility level, boolean mayLoseARequiredField, boolean mayGainOne) {
    assertThat(level.problems(EMPTY, List.of(REQUIRED)).isEmpty()).isEqualTo(mayLoseARequiredField);
    assertThat(level.problems(REQUIRED, List.of(EMPTY)).isEmpty()).isEqualTo(mayGainOne);
  }

  @ParameterizedTest
  @CsvSource({
    "BACKWARD, true",
    "BACKWARD_TRANSITIVE, false",
    "FULL, true",
    "FULL_TRANSITIVE, false"
  })
  void looksPastTheLastVersionOnlyWhenTransitive(Compatibility level, boolean accepts) {
    List<Schema> earlier = List.of(EMPTY, OPTIONAL);

    assertThat(level.problems(REQUIRED, earlier).isEmpty()).isEqualTo(accepts);
  }

  @ParameterizedTest
  @EnumSource
  void acceptsAFieldWithADefaultAndTheFirstVersionOfAll(Compatibility level) {
    assertThat(level.problems(OPTIONAL, List.of(EMPTY))).isEmpty();
    assertThat(level.problems(REQUIRED, List.of())).isEmpty();
  }
}
