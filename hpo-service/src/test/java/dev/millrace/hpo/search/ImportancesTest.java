package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ImportancesTest {

  private static final Value A = new Value.Text("a");
  private static final Value B = new Value.Text("b");
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Map.of(
              "x", new FloatRange(-1, 1, false),
              "y", new FloatRange(-1, 1, false),
              "depth", new IntRange(1, 8, 1, false),
              "choice", new Dimension.Categorical(List.of(A, B)),
              "fixed", new Dimension.Fixed(A)));

  @Test
  void givesAllToTheOnlyParameterThatMatters() {
    assertThat(of(2000, p -> real(p, "x") * real(p, "x")).get("x")).isGreaterThan(0.9);
    assertThat(of(2000, p -> Math.abs(whole(p, "depth") - 3)).get("depth")).isGreaterThan(0.9);
    assertThat(of(2000, ImportancesTest::whichChoice).get("choice")).isGreaterThan(0.85);
  }

  @Test
  void ordersParametersByTheirWeight() {
    SortedMap<String, Double> importances =
        of(4000, p -> 10 * square(real(p, "x")) + 3 * square(real(p, "y")));

    assertThat(importances.get("x")).isGreaterThan(importances.get("y"));
    assertThat(importances.get("y")).isGreaterThan(3 * importances.getOrDefault("depth", 1.0));
  }

  @Test
  void treatsEqualsAlike() {
    SortedMap<String, Double> importances =
        of(4000, p -> square(real(p, "x")) + square(real(p, "y")));

    assertThat(importances.get("x")).isCloseTo(0.5, within(0.06));
  }

  @Test
  void sumsToOneOverAllParametersThatAreNotFixed() {
    for (int trials : List.of(0, 1, 5, 100, 25_000)) {
      SortedMap<String, Double> importances = of(trials, p -> real(p, "x"));

      assertThat(importances.keySet()).containsExactly("choice", "depth", "x", "y");
      assertThat(importances.values().stream().mapToDouble(v -> v).sum())
          .isCloseTo(1, within(1e-9));
    }
  }

  private static SortedMap<String, Double> of(int trials, ToDoubleFunction<Parameters> objective) {
    History history = History.NONE;
    RandomSampler random = new RandomSampler();
    for (int number = 0; number < trials; number++) {
      Parameters parameters =
          random.sample(SPACE, History.NONE, List.of(), TrialSeeds.random(11, number));
      history =
          history.plus(
              new FinishedTrial(
                  number, parameters, new Outcome.Complete(objective.applyAsDouble(parameters))));
    }
    return Importances.of(SPACE, history);
  }

  private static double whichChoice(Parameters parameters) {
    return parameters.get("choice").orElseThrow().equals(A) ? 0 : 1;
  }

  private static double real(Parameters parameters, String name) {
    return ((Value.Real) parameters.get(name).orElseThrow()).value();
  }

  private static double whole(Parameters parameters, String name) {
    return ((Value.Whole) parameters.get(name).orElseThrow()).value();
  }

  private static double square(double x) {
    return x * x;
  }
}
