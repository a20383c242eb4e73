package dev.millrace.features.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionBatchTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final VariableName A = new VariableName("acme", "a", "load");
  private static final VariableName B = new VariableName("acme", "b", "load");

  @Test
  void variablesComeInTheOrderInWhichEveryWriterLocksThem() {
    List<Measurement> arrived =
        List.of(value("b", 0, 0, 1), value("a", 0, 0, 2), value("b", 1, 0, 3));

    assertThat(VersionBatch.variables(arrived)).containsExactly(A, B);
  }

  @Test
  void onlyWhatWasObservedAfterAllThatIsKnownIsFresh() {
    List<Measurement> arrived =
        List.of(value("a", 5, 9, 1), value("a", 6, 9, 2), value("a", 4, 9, 3), value("b", 0, 9, 4));

    VersionBatch batch =
        VersionBatch.of(
            arrived,
            Map.of(
                A, new KnownVariable(7, NOON.plusSeconds(5), Instant.MIN),
                B, new KnownVariable(3, Instant.MIN, Instant.MIN)));

    assertThat(batch.fresh())
        .containsExactly(
            new Version(3, arrived.get(3), Instant.MAX),
            new Version(7, arrived.get(1), Instant.MAX));
    assertThat(batch.late())
        .containsExactly(
            new Version(7, arrived.get(2), Instant.MAX),
            new Version(7, arrived.get(0), Instant.MAX));
  }

  @Test
  void ofTwoWithTheSameKeyTheFirstStays() {
    Measurement first = value("a", 0, 0, 1);
    Measurement again = value("a", 0, 0, 2);

    VersionBatch batch =
        VersionBatch.of(
            List.of(first, again), Map.of(A, new KnownVariable(1, Instant.MIN, Instant.MIN)));

    assertThat(batch.fresh()).containsExactly(new Version(1, first, Instant.MAX));
  }

  @Test
  void aFreshVersionEndsWhereTheNextOfTheSameValueBegins() {
    Measurement third = value("a", 0, 30, 3);
    Measurement first = value("a", 0, 10, 1);
    Measurement second = value("a", 0, 20, 2);
    Measurement later = value("a", 60, 5, 4);

    VersionBatch batch =
        VersionBatch.of(
            List.of(third, first, later, second),
            Map.of(A, new KnownVariable(1, Instant.MIN, Instant.MIN)));

    assertThat(batch.fresh())
        .containsExactly(
            new Version(1, first, NOON.plusSeconds(20)),
            new Version(1, second, NOON.plusSeconds(30)),
            new Version(1, third, Instant.MAX),
            new Version(1, later, Instant.MAX));
  }

  @Test
  void whatABatchAddsIsCountedByVariable() {
    Version early = new Version(1, value("a", 0, 50, 1), Instant.MAX);
    Version late = new Version(1, value("a", 60, 40, 2), Instant.MAX);

    assertThat(Added.by(List.of(early, late)))
        .isEqualTo(
            Map.of(
                1,
                new Added(
                    "kW",
                    NOON,
                    NOON.plusSeconds(60),
                    NOON.plusSeconds(40),
                    NOON.plusSeconds(50),
                    2)));
  }

  private static Measurement value(String series, int observed, int recorded, double value) {
    return new Measurement(
        "acme",
        series,
        "load",
        NOON.plusSeconds(observed),
        NOON.plusSeconds(recorded),
        value,
        "kW",
        "meter",
        "");
  }
}
