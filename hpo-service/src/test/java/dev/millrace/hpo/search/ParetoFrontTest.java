package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

  private static final SearchSpace LINE =
      SearchSpace.of(Map.of("x", new FloatRange(-100, 100, false)));

  @Test
  void holdsWhatNobodyBeatsInEverything() {
    List<FinishedTrial> history =
        List.of(
            trial(0, 3, 3, 0),
            trial(1, 1, 5, 0),
            trial(2, 4, 1, 0),
            trial(3, 3, 4, 0),
            trial(4, 0, 0, 0.5),
            new FinishedTrial(5, Parameters.NONE, new Outcome.Pruned(-1, 9, 0)),
            trial(6, 3, 3, 0));

    assertThat(ParetoFront.of(history))
        .extracting(FinishedTrial::number)
        .containsExactly(1, 0, 6, 2);
  }

  @Test
  void isTheLeastViolationWhileNobodyKeepsTheConstraints() {
    List<FinishedTrial> history = List.of(trial(0, 1, 1, 3), trial(1, 9, 9, 2), trial(2, 5, 5, 4));

    assertThat(ParetoFront.of(history)).extracting(FinishedTrial::number).containsExactly(1);
  }

  @Test
  void isEmptyWithoutCompleteTrials() {
    assertThat(ParetoFront.of(List.of())).isEmpty();
  }

  @Test
  void keepsTheEndsAndTheLoneliestOfAFrontThatIsTooLong() {
    List<FinishedTrial> front =
        List.of(
            trial(0, 0, 10, 0),
            trial(1, 1, 9, 0),
            trial(2, 2, 8, 0),
            trial(3, 6, 4, 0),
            trial(4, 10, 0, 0),
            trial(5, 20, 20, 0));

    assertThat(ParetoFront.best(front, 3))
        .extracting(FinishedTrial::number)
        .containsExactlyInAnyOrder(0, 4, 3);
    assertThat(ParetoFront.best(front, 99)).hasSize(6).endsWith(front.get(5));
  }

  @Test
  void isCoveredBetterByEvolutionThanByChance() {
    double evolved = 0;
    double random = 0;
    double modelled = 0;
    for (long seed = 0; seed < 5; seed++) {
      evolved += volume(search(new Nsga2Sampler(200), seed));
      random += volume(search(new RandomSampler(), seed));
      modelled += volume(search(new TpeSampler(), seed));
    }

    assertThat(evolved).isGreaterThan(random);
    assertThat(modelled).isGreaterThan(random);
  }

  /** Schaffer's problem: every x from 0 to 2 is on the front. */
  private static List<FinishedTrial> search(Sampler sampler, long seed) {
    History history = History.NONE;
    for (int number = 0; number < 200; number++) {
      Parameters parameters =
          sampler.sample(LINE, history, List.of(), TrialSeeds.random(seed, number));
      double x = ((Value.Real) parameters.get("x").orElseThrow()).value();
      history =
          history.plus(
              new FinishedTrial(
                  number,
                  parameters,
                  new Outcome.Complete(Objectives.of(x * x, (x - 2) * (x - 2)), 0)));
    }
    return history;
  }

  /** Area that the front dominates within 20 by 20. */
  private static double volume(List<FinishedTrial> history) {
    double volume = 0;
    double height = 20;
    for (FinishedTrial trial : new ArrayList<>(ParetoFront.of(history))) {
      Objectives reached = ((Outcome.Complete) trial.outcome()).objectives();
      if (reached.first() < 20 && reached.get(1) < height) {
        volume += (20 - reached.first()) * (height - reached.get(1));
        height = reached.get(1);
      }
    }
    return volume;
  }

  private static FinishedTrial trial(int number, double one, double other, double violation) {
    return new FinishedTrial(
        number, Parameters.NONE, new Outcome.Complete(Objectives.of(one, other), violation));
  }
}
