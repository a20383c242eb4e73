package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TpeSamplerTest {

  private static final SearchSpace PLANE =
      SearchSpace.of(
          Map.of("x", new FloatRange(-10, 10, false), "y", new FloatRange(1e-3, 1e3, true)));

  private static final Dimension ANY = new IntRange(0, 100_000, 1, false);

  private final TpeSampler tpe = new TpeSampler();

  @Test
  void isRandomForItsFirstTenTrials() {
    List<FinishedTrial> nine = minimise(tpe, 9, 1, TpeSamplerTest::bowl);

    Parameters tenth = tpe.sample(PLANE, History.of(nine), List.of(), TrialSeeds.random(1, 9));

    assertThat(tenth)
        .isEqualTo(
            new RandomSampler().sample(PLANE, History.NONE, List.of(), TrialSeeds.random(1, 9)));
  }

  @Test
  void doesNotCountFailedTrialsAsExperience() {
    List<FinishedTrial> failed = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      failed.add(new FinishedTrial(number, Parameters.NONE, new Outcome.Failed("no")));
    }

    assertThat(tpe.sample(PLANE, History.of(failed), List.of(), TrialSeeds.random(1, 30)))
        .isEqualTo(
            new RandomSampler().sample(PLANE, History.NONE, List.of(), TrialSeeds.random(1, 30)));
  }

  @Test
  void findsABowlsBottomMuchBetterThanChance() {
    double tpeSum = 0;
    double randomSum = 0;
    for (long seed = 0; seed < 20; seed++) {
      tpeSum += best(minimise(tpe, 80, seed, TpeSamplerTest::bowl));
      randomSum += best(minimise(new RandomSampler(), 80, seed, TpeSamplerTest::bowl));
    }

    assertThat(tpeSum).isLessThan(randomSum / 3);
  }

  @Test
  void prefersTheChoiceThatDoesWell() {
    SearchSpace space =
        SearchSpace.of(
            Map.of(
                "side",
                new Dimension.Categorical(
                    List.of(new Value.Text("a"), new Value.Text("b"), new Value.Text("c")))));
    List<FinishedTrial> history = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      Parameters parameters =
          tpe.sample(space, History.of(history), List.of(), TrialSeeds.random(3, number));
      double objective = parameters.get("side").orElseThrow().equals(new Value.Text("b")) ? 0 : 1;
      history.add(
          new FinishedTrial(number, parameters, new Outcome.Complete(objective + number * 1e-6)));
    }

    long good =
        history.subList(20, 60).stream()
            .filter(
                trial ->
                    trial.outcome() instanceof Outcome.Complete reached
                        && reached.objective() < 0.5)
            .count();

    assertThat(good).isGreaterThan(25);
  }

  @Test
  void keepsAwayFromWhatIsRunning() {
    List<FinishedTrial> history = minimise(tpe, 40, 5, TpeSamplerTest::bowl);
    Parameters alone = tpe.sample(PLANE, History.of(history), List.of(), TrialSeeds.random(5, 40));
    List<Parameters> crowd = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      crowd.add(alone);
    }

    Parameters beside = tpe.sample(PLANE, History.of(history), crowd, TrialSeeds.random(5, 40));

    assertThat(beside).isNotEqualTo(alone);
  }

  @Test
  void ranksPrunedTrialsBehindCompleteOnesByHowFarTheyCame() {
    List<FinishedTrial> history =
        List.of(
            trial(0, new Outcome.Pruned(0.1, 1000, 0.1)),
            trial(1, new Outcome.Complete(9)),
            trial(2, new Outcome.Pruned(0.2, 20, 0.2)),
            trial(3, new Outcome.Pruned(0.3, 20, 0.2)),
            trial(4, new Outcome.Failed("no")),
            trial(5, new Outcome.Complete(8)));

    List<FinishedTrial> fifty = new ArrayList<>(history);
    for (int number = 10; number < 54; number++) {
      fifty.add(trial(number, new Outcome.Pruned(0.2, 1, 0.05)));
    }
    TpeSplit split = TpeSplit.of(History.of(fifty), List.of());

    assertThat(split.goodPoints("number", ANY)).containsExactly(0, 1, 2, 3, 5);
  }

  @ParameterizedTest(name = "{0} trials")
  @ValueSource(ints = {10, 11, 100, 500})
  void callsATenthOfTheTrialsGoodButAtMostTwentyFive(int trials) {
    List<FinishedTrial> history = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      history.add(trial(number, new Outcome.Complete(number)));
    }

    TpeSplit split = TpeSplit.of(History.of(history), List.of(Parameters.NONE));

    int expected = Math.min(25, (trials + 9) / 10);
    assertThat(split.goodPoints("number", ANY)).hasSize(expected);
    assertThat(split.badPoints("number", ANY)).hasSize(trials - expected + 1).endsWith(Double.NaN);
  }

  private static FinishedTrial trial(int number, Outcome outcome) {
    return new FinishedTrial(
        number, Parameters.of(Map.of("number", new Value.Whole(number))), outcome);
  }

  private static List<FinishedTrial> minimise(
      Sampler sampler, int trials, long seed, ToDoubleFunction<Parameters> objective) {
    List<FinishedTrial> history = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      Parameters parameters =
          sampler.sample(PLANE, History.of(history), List.of(), TrialSeeds.random(seed, number));
      history.add(
          new FinishedTrial(
              number, parameters, new Outcome.Complete(objective.applyAsDouble(parameters))));
    }
    return history;
  }

  private static double bowl(Parameters parameters) {
    double x = ((Value.Real) parameters.get("x").orElseThrow()).value();
    double y = Math.log10(((Value.Real) parameters.get("y").orElseThrow()).value());
    return (x - 3) * (x - 3) + (y + 1) * (y + 1);
  }

  private static double best(List<FinishedTrial> history) {
    return history.stream()
        .map(trial -> ((Outcome.Complete) trial.outcome()).objective())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
