package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperbandPrunerTest {

  private static final HyperbandPruner OF_THE_PAPER = HyperbandPruner.from(1.0 / 81, 3);

  @Test
  void hasTheBracketsOfThePaper() {
    assertThat(OF_THE_PAPER.brackets()).isEqualTo(5);
    assertThat(OF_THE_PAPER.sizes()).containsExactly(5L, 8L, 15L, 34L, 81L);
  }

  /** Li et al. 2018, table 1: n_i and r_i for R = 81 and η = 3. */
  @ParameterizedTest(name = "bracket {0}, rung {1}")
  @CsvSource({
    "4, 0, 81, 1",
    "4, 1, 27, 3",
    "4, 2, 9, 9",
    "4, 3, 3, 27",
    "4, 4, 1, 81",
    "3, 0, 34, 3",
    "3, 1, 11, 9",
    "3, 2, 3, 27",
    "3, 3, 1, 81",
    "2, 0, 15, 9",
    "2, 1, 5, 27",
    "2, 2, 1, 81",
    "1, 0, 8, 27",
    "1, 1, 2, 81",
    "0, 0, 5, 81"
  })
  void hasTheRungsOfThePaper(int s, int i, long trials, double resource) {
    List<Double> rungs = new ArrayList<>(Checkpoints.shares(OF_THE_PAPER.firstRung(s), 3));
    rungs.add(1.0);

    assertThat(81 * rungs.get(i)).isCloseTo(resource, within(1e-9));
    assertThat((long) (OF_THE_PAPER.sizes().get(s) / StrictMath.pow(3, i))).isEqualTo(trials);
    assertThat(rungs).hasSize(s + 1);
  }

  @ParameterizedTest(name = "from trial {0}")
  @CsvSource({"0", "1", "77", "100000", "2147483504"})
  void dealsOutARoundAsInThePaper(int first) {
    List<Integer> brackets =
        IntStream.range(first, first + 143).mapToObj(OF_THE_PAPER::bracketOf).toList();

    for (int s = 0; s < 5; s++) {
      int bracket = s;
      assertThat(brackets.stream().filter(of -> of == bracket).count())
          .isEqualTo((long) OF_THE_PAPER.sizes().get(s));
    }
  }

  /** A study of 20 trials must not be spent on one bracket. */
  @Test
  void spreadsAShortStudyOverTheBrackets() {
    HyperbandPruner hyperband = HyperbandPruner.from(0.05, 3);

    List<Integer> brackets = IntStream.range(0, 20).mapToObj(hyperband::bracketOf).toList();

    assertThat(hyperband.sizes()).containsExactly(3L, 5L, 9L);
    assertThat(brackets.stream().filter(s -> s == 2).count()).isBetween(9L, 12L);
    assertThat(brackets.stream().filter(s -> s == 1).count()).isBetween(5L, 7L);
    assertThat(brackets.stream().filter(s -> s == 0).count()).isBetween(3L, 5L);
  }

  @Test
  void comparesTrialsWithinTheirBracketOnly() {
    HyperbandPruner hyperband = HyperbandPruner.from(0.05, 3);
    List<FinishedTrial> trials = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      int bracket = hyperband.bracketOf(number);
      trials.add(Races.complete(number, _ -> 10.0 * bracket));
    }

    for (int number = 100; number < 130; number++) {
      int bracket = hyperband.bracketOf(number);
      StoppingRule rule = hyperband.rule(number, History.of(trials));

      assertThat(Races.bounds(rule)).hasSize(bracket).containsOnly(toBounds(bracket));
      assertThat(rule.reason()).endsWith("of bracket %d of 3".formatted(bracket));
    }
  }

  private static Double[] toBounds(int bracket) {
    return bracket == 0 ? new Double[0] : new Double[] {10.0 * bracket};
  }
}
