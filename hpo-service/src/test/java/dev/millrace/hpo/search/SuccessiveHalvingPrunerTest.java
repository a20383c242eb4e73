package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessiveHalvingPrunerTest {

  /** Li et al. 2020, the table in figure 1: n = 9, r = 1, R = 9, η = 3. */
  @ParameterizedTest(name = "bracket {0}")
  @CsvSource({"0, 1 3", "1, 3", "2, ''"})
  void hasTheRungsOfThePaper(int bracket, String resources) {
    double first = StrictMath.pow(3, bracket) / 9;

    List<Double> rungs = Checkpoints.shares(first, 3).stream().map(share -> 9 * share).toList();

    double[] expected =
        Arrays.stream(resources.split(" "))
            .filter(word -> !word.isEmpty())
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertThat(rungs).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(rungs.get(i)).isCloseTo(expected[i], within(1e-9));
    }
  }

  /** The same table: of nine configurations three go on after rung 0, and one after rung 1. */
  @Test
  void promotesAsManyAsThePaperWhenARungIsFull() {
    SuccessiveHalvingPruner asha = new SuccessiveHalvingPruner(1.0 / 9, 3, 0);

    assertThat(promoted(asha, 9)).isEqualTo(3);
    assertThat(promoted(asha, 3)).isEqualTo(1);
  }

  /** How many of n different values are within the bound that the others make. */
  private static long promoted(SuccessiveHalvingPruner asha, int n) {
    return IntStream.range(0, n)
        .filter(
            value ->
                value
                    <= asha.bound(
                        IntStream.range(0, n)
                            .filter(other -> other != value)
                            .asDoubleStream()
                            .toArray()))
        .count();
  }

  /** Trial by trial as they come: what has to be beaten, and who goes on. */
  @ParameterizedTest(name = "after {0}")
  @CsvSource({
    "'', Infinity",
    "5, Infinity",
    "5 9, 5",
    "5 9 1, 1",
    "5 9 1 7, 1",
    "5 9 1 7 3, 3",
    "5 9 1 7 3 8, 3",
    "5 9 1 7 3 8 2, 2",
    "5 9 1 7 3 8 2 4, 3"
  })
  void setsTheBoundOfTheNextTrial(String before, double bound) {
    double[] sorted =
        Arrays.stream(before.split(" "))
            .filter(word -> !word.isEmpty())
            .mapToDouble(Double::parseDouble)
            .sorted()
            .toArray();

    assertThat(new SuccessiveHalvingPruner(0.05, 3, 0).bound(sorted)).isEqualTo(bound);
  }

  @Test
  void countsPrunedTrialsAtTheRungsTheyReached() {
    List<FinishedTrial> trials = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      double value = number;
      trials.add(Races.pruned(number, _ -> value, number < 3 ? 3 : 1));
    }

    StoppingRule rule = new SuccessiveHalvingPruner(0.05, 3, 0).rule(6, History.of(trials));

    assertThat(Races.shares(rule)).containsExactly(0.05, 0.15);
    assertThat(Races.bounds(rule)).containsExactly(1.0, 0.0);
    assertThat(rule.reason()).isEqualTo("the best 1/3.0 at each of 3 rungs");
  }

  @Test
  void movesRungsToThePointsOfCurves() {
    assertThat(Checkpoints.growing(1.0 / 9, 3)).containsExactly(2, 6);
    assertThat(Checkpoints.growing(0.05, 3)).containsExactly(0, 2, 8);
    assertThat(Checkpoints.growing(0.01, 2)).containsExactly(0, 1, 3, 6, 12);
    assertThat(Checkpoints.growing(1, 3)).isEmpty();
    assertThat(Checkpoints.growing(Double.MIN_VALUE, Math.nextUp(1.0)))
        .hasSize(Curve.POINTS - 1)
        .isEqualTo(Checkpoints.every(0, 0));
  }
}
