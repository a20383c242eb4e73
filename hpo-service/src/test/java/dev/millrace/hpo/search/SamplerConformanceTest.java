package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sampler must do, whatever it thinks of the trials. */
class SamplerConformanceTest {

  private static final List<Value> BOOSTERS =
      List.of(new Value.Text("gbtree"), new Value.Text("dart"), new Value.Flag(true));

  private static final SearchSpace SPACE =
      SearchSpace.of(
          Map.of(
              "rate", new FloatRange(1e-4, 0.3, true),
              "share", new FloatRange(0.5, 1, false),
              "half", new FloatGrid(0, 2.5, 0.5),
              "depth", new IntRange(3, 10, 1, false),
              "rounds", new IntRange(50, 301, 50, false),
              "leaves", new IntRange(1, 1000, 1, true),
              "only", new IntRange(7, 7, 1, false),
              "booster", new Dimension.Categorical(BOOSTERS),
              "fixed", new Dimension.Fixed(new Value.Whole(3))));

  static Stream<Arguments> samplersAndSeeds() {
    long fresh = ThreadLocalRandom.current().nextLong();
    return Stream.of(Strategy.values())
        .flatMap(strategy -> Stream.of(Arguments.of(strategy, 42L), Arguments.of(strategy, fresh)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void staysInsideTheSpace(Strategy strategy, long seed) {
    List<FinishedTrial> history = search(strategy, seed, 120);

    assertThat(history).allSatisfy(trial -> assertIsInside(trial.parameters()));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void givesEveryParameterAndNoOther(Strategy strategy, long seed) {
    for (FinishedTrial trial : search(strategy, seed, 30)) {
      assertThat(trial.parameters().values().keySet())
          .containsExactlyElementsOf(SPACE.dimensions().keySet());
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void repeatsItselfExactly(Strategy strategy, long seed) {
    assertThat(search(strategy, seed, 60)).isEqualTo(search(strategy, seed, 60));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void dependsOnNothingButItsArguments(Strategy strategy, long seed) {
    Sampler used = sampler(strategy, seed);
    List<FinishedTrial> history = search(strategy, seed, 25);
    used.sample(SPACE, History.of(history), List.of(), TrialSeeds.random(seed, 7));

    Parameters again =
        used.sample(SPACE, History.of(history), List.of(), TrialSeeds.random(seed, 25));

    assertThat(again)
        .isEqualTo(
            sampler(strategy, seed)
                .sample(SPACE, History.of(history), List.of(), TrialSeeds.random(seed, 25)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void doesNotCareInWhichOrderTrialsWereCounted(Strategy strategy, long seed) {
    List<FinishedTrial> history = search(strategy, seed, 40);

    Parameters forward =
        sampler(strategy, seed)
            .sample(SPACE, History.of(history), List.of(), TrialSeeds.random(seed, 40));
    Parameters backward =
        sampler(strategy, seed)
            .sample(SPACE, History.of(history.reversed()), List.of(), TrialSeeds.random(seed, 40));

    assertThat(forward).isEqualTo(backward);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void reachesEveryChoiceAndBothEnds(Strategy strategy, long seed) {
    List<FinishedTrial> history = search(strategy, seed, 10);
    List<Parameters> drawn = new ArrayList<>();
    for (int trial = 0; trial < 3000; trial++) {
      List<FinishedTrial> few = history.subList(0, trial % 10);
      drawn.add(
          sampler(strategy, seed)
              .sample(SPACE, History.of(few), List.of(), TrialSeeds.random(seed, trial)));
    }

    assertThat(values(drawn, "booster")).containsAll(BOOSTERS);
    assertThat(values(drawn, "depth")).contains(new Value.Whole(3), new Value.Whole(10));
    assertThat(values(drawn, "half")).contains(new Value.Real(0), new Value.Real(2.5));
    assertThat(values(drawn, "rounds")).contains(new Value.Whole(50), new Value.Whole(300));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void survivesOddHistories(Strategy strategy, long seed) {
    for (List<FinishedTrial> history : oddHistories(seed)) {
      for (int number = 0; number < 20; number++) {
        Parameters parameters =
            sampler(strategy, seed)
                .sample(
                    SPACE,
                    History.of(history),
                    List.of(Parameters.NONE, strange()),
                    TrialSeeds.random(seed, number));

        assertIsInside(parameters);
      }
    }
  }

  private static Sampler sampler(Strategy strategy, long seed) {
    return strategy.sampler(seed, 100);
  }

  private static List<FinishedTrial> search(Strategy strategy, long seed, int trials) {
    List<FinishedTrial> history = new ArrayList<>();
    RandomGenerator outcomes = new SplittableRandom(seed);
    for (int number = 0; number < trials; number++) {
      List<Parameters> running =
          number > 4
              ? List.of(history.get(number - 1).parameters(), history.get(number - 2).parameters())
              : List.of();
      Parameters parameters =
          sampler(strategy, seed)
              .sample(SPACE, History.of(history), running, TrialSeeds.random(seed, number));
      history.add(new FinishedTrial(number, parameters, anyOutcome(outcomes)));
    }
    return history;
  }

  private static Outcome anyOutcome(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Outcome.Failed("it threw");
      case 1 ->
          new Outcome.Pruned(random.nextDouble(), random.nextInt(1, 100), random.nextDouble());
      case 2 -> new Outcome.Cancelled("not wanted");
      default -> new Outcome.Complete(random.nextDouble());
    };
  }

  private static List<List<FinishedTrial>> oddHistories(long seed) {
    List<FinishedTrial> allEqual = new ArrayList<>();
    List<FinishedTrial> allFailed = new ArrayList<>();
    List<FinishedTrial> allPruned = new ArrayList<>();
    List<FinishedTrial> foreign = new ArrayList<>();
    List<FinishedTrial> huge = new ArrayList<>();
    List<FinishedTrial> onePoint = new ArrayList<>();
    Parameters point =
        new RandomSampler().sample(SPACE, History.NONE, List.of(), TrialSeeds.random(seed, 0));
    for (int number = 0; number < 60; number++) {
      Parameters any =
          new RandomSampler()
              .sample(SPACE, History.NONE, List.of(), TrialSeeds.random(seed, number));
      allEqual.add(new FinishedTrial(number, any, new Outcome.Complete(1)));
      allFailed.add(new FinishedTrial(number, any, new Outcome.Failed("no")));
      allPruned.add(
          new FinishedTrial(number, any, new Outcome.Pruned(Double.POSITIVE_INFINITY, 0, 0)));
      foreign.add(new FinishedTrial(number, strange(), new Outcome.Complete(number)));
      huge.add(new FinishedTrial(number, any, new Outcome.Complete(-Double.MAX_VALUE)));
      onePoint.add(new FinishedTrial(number, point, new Outcome.Complete(number)));
    }
    return List.of(allEqual, allFailed, allPruned, foreign, huge, onePoint);
  }

  /** Parameters of some other space. */
  private static Parameters strange() {
    return Parameters.of(
        Map.of(
            "rate", new Value.Text("fast"),
            "depth", new Value.Whole(99),
            "booster", new Value.Text("linear"),
            "unheard_of", new Value.Flag(false)));
  }

  private static List<Value> values(List<Parameters> drawn, String name) {
    return drawn.stream().map(parameters -> parameters.get(name).orElseThrow()).toList();
  }

  private static void assertIsInside(Parameters parameters) {
    assertThat(real(parameters, "rate")).isBetween(1e-4, 0.3);
    assertThat(real(parameters, "share")).isBetween(0.5, 1.0);
    assertThat(real(parameters, "half")).isIn(0.0, 0.5, 1.0, 1.5, 2.0, 2.5);
    assertThat(whole(parameters, "depth")).isBetween(3L, 10L);
    assertThat(whole(parameters, "rounds")).isIn(50L, 100L, 150L, 200L, 250L, 300L);
    assertThat(whole(parameters, "leaves")).isBetween(1L, 1000L);
    assertThat(whole(parameters, "only")).isEqualTo(7);
    assertThat(parameters.get("booster").orElseThrow()).isIn(BOOSTERS);
    assertThat(whole(parameters, "fixed")).isEqualTo(3);
  }

  private static double real(Parameters parameters, String name) {
    return ((Value.Real) parameters.get(name).orElseThrow()).value();
  }

  private static long whole(Parameters parameters, String name) {
    return ((Value.Whole) parameters.get(name).orElseThrow()).value();
  }
}
