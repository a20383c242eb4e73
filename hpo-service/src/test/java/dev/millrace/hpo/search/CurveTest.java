package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.search.Curve.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {

  @Test
  void keepsTheBestValueAtEveryTwentiethOfTheBudget() {
    Curve curve =
        Curve.of(
            List.of(
                new Measurement(5, 0.05, 9), //
                new Measurement(10, 0.1, 7),
                new Measurement(15, 0.15, 8)));

    assertThat(curve.values()).containsExactly(9f, 7f, 7f);
    assertThat(curve.at(3)).isNaN();
  }

  /** With seven steps the first one is at a seventh, which is behind two twentieths. */
  @Test
  void judgesACoarseTrialByTheFirstStepThatReachesAPoint() {
    Curve curve = Curve.of(steps(7, 7, 6, 5));

    assertThat(curve.values()).containsExactly(7f, 7f, 6f, 6f, 6f, 5f, 5f, 5f);
  }

  @Test
  void doesNotTakeALateValueForAnEarlyOne() {
    Curve early = Curve.of(List.of(new Measurement(100, 1, 1)));
    Curve gap = Curve.of(List.of(new Measurement(5, 0.05, 9), new Measurement(20, 0.2, 1)));

    assertThat(early.at(0)).isNaN();
    assertThat(early.at(19)).isEqualTo(1);
    assertThat(gap.values()).containsExactly(9f, 9f, 9f, 1f);
  }

  @Test
  void takesWhatIsNoNumberForTheWorstValue() {
    Curve curve =
        Curve.of(
            List.of(
                new Measurement(1, 0.05, Double.NaN),
                new Measurement(2, 0.1, 3),
                new Measurement(3, 0.15, Double.NEGATIVE_INFINITY)));

    assertThat(curve.values()).containsExactly(Float.POSITIVE_INFINITY, 3f, 3f);
  }

  @Test
  void overlooksImpossibleMeasurements() {
    assertThat(
            Curve.of(
                List.of(
                    new Measurement(0, 0.1, 1),
                    new Measurement(1, Double.NaN, 1),
                    new Measurement(1, -0.1, 1),
                    new Measurement(9, 7, 1))))
        .isSameAs(Curve.NONE);
  }

  @Test
  void roundsUpSoThatAnEqualTrialIsNeverAbove() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      double value = random.nextDouble(-1e6, 1e6);

      assertThat(Curve.of(List.of(new Measurement(20, 1, value))).at(19))
          .isGreaterThanOrEqualTo(value)
          .isLessThanOrEqualTo(value + Math.abs(value) * 1e-6);
    }
  }

  @Test
  void movesAShareBetweenTwoPointsToTheLaterOne() {
    assertThat(Curve.pointFrom(0)).isZero();
    assertThat(Curve.pointFrom(0.05)).isZero();
    assertThat(Curve.pointFrom(0.051)).isEqualTo(1);
    assertThat(Curve.pointFrom(0.15)).isEqualTo(2);
    assertThat(Curve.pointFrom(1)).isEqualTo(19);
    assertThat(Curve.pointsWithin(0.149)).isEqualTo(2);
    assertThat(Curve.pointsWithin(3 * 0.05)).isEqualTo(3);
    assertThat(Curve.pointsWithin(1)).isEqualTo(20);
  }

  @Test
  void isReadBackFromItsValues() {
    Curve curve = Curve.of(steps(30, 9, 8.1, 7.3));

    assertThat(Curve.ofValues(curve.values())).isEqualTo(curve).hasSameHashCodeAs(curve);
    assertThat(Curve.ofValues(List.of())).isSameAs(Curve.NONE);
  }

  /** Measurements after each of the first steps of so many. */
  private static List<Measurement> steps(int planned, double... values) {
    List<Measurement> measurements =
        new ArrayList<>(
            IntStream.range(0, values.length)
                .mapToObj(i -> new Measurement(i + 1, (i + 1.0) / planned, values[i]))
                .toList());
    return measurements.reversed();
  }
}
