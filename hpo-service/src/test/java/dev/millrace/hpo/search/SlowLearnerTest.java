package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.search.Curve.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Why a step is a share of the budget. A low learning rate over many rounds ends best, but after as
 * many rounds it is behind the high rates with few. Pruners that compare rounds stop it.
 */
class SlowLearnerTest {

  private static final int LONGEST = 1000;

  /**
   * Boosting in so many rounds, at a learning rate to match.
   *
   * @param floor where its error ends up, nearly
   */
  private record Learner(int rounds, double floor) {

    double errorAfter(int round) {
      return floor + 8 * StrictMath.exp(-5.0 * round / rounds);
    }
  }

  private static final Learner SLOW_WINNER = new Learner(LONGEST, 1.5);

  static List<Pruner> pruners() {
    return List.of(
        new MedianPruner(0.05, 0.1, 5),
        new PercentilePruner(25, 0.05, 0.1, 5),
        new SuccessiveHalvingPruner(0.05, 3, 0));
  }

  /** Nine learners that are fast and end a little worse, each in its own. */
  private static List<Learner> fastOnes() {
    return IntStream.range(0, 9).mapToObj(i -> new Learner(200 + 10 * i, 2 + 0.05 * i)).toList();
  }

  @Test
  void theSlowLearnerEndsBestAndIsBehindWhileTheFastOnesRun() {
    double end = SLOW_WINNER.errorAfter(LONGEST);

    assertThat(fastOnes()).allMatch(fast -> end < fast.errorAfter(fast.rounds()));
    for (int round = 20; round <= 280; round++) {
      int after = round;
      assertThat(fastOnes())
          .allMatch(
              fast ->
                  SLOW_WINNER.errorAfter(after) > fast.errorAfter(Math.min(after, fast.rounds())));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pruners")
  void sharesLetTheSlowWinnerRun(Pruner pruner) {
    assertThat(race(pruner, Learner::rounds)).isInstanceOf(Outcome.Complete.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pruners")
  void rawRoundsWouldStopTheSlowWinner(Pruner pruner) {
    assertThat(race(pruner, _ -> LONGEST)).isInstanceOf(Outcome.Pruned.class);
  }

  /** What a step is a share of: the trial's own rounds, or the same number for all of them. */
  private interface Yardstick {
    int roundsOf(Learner learner);
  }

  /** How the slow learner ends after the fast ones. */
  private static Outcome race(Pruner pruner, Yardstick yardstick) {
    List<FinishedTrial> history = new ArrayList<>();
    for (Learner fast : fastOnes()) {
      Outcome outcome = new Outcome.Complete(fast.errorAfter(fast.rounds()));
      Curve curve = Curve.of(measured(fast, yardstick.roundsOf(fast)));
      history.add(new FinishedTrial(history.size(), Parameters.NONE, outcome, curve));
    }
    StoppingRule rule = pruner.rule(history.size(), History.of(history));
    Curve slow = Curve.of(measured(SLOW_WINNER, yardstick.roundsOf(SLOW_WINNER)));
    return Races.run(history.size(), slow::at, rule).outcome();
  }

  private static List<Measurement> measured(Learner learner, int yardstick) {
    return IntStream.rangeClosed(1, learner.rounds())
        .mapToObj(
            round -> new Measurement(round, (double) round / yardstick, learner.errorAfter(round)))
        .toList();
  }
}
