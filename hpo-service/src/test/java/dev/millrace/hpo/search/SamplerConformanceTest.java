package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sampler must do, whatever it thinks of the trials. */
class SamplerConformanceTest {

  private static final Value DART = new Value.Text("dart");
  private static final List<Value> BOOSTERS =
      List.of(new Value.Text("gbtree"), DART, new Value.Flag(true));

  private static final List<Value> KINDS = List.of(new Value.Text("uniform"), new Value.Whole(2));

  private static final SearchSpace SPACE =
      SearchSpace.of(
          Map.ofEntries(
              Map.entry("rate", new FloatRange(1e-4, 0.3, true)),
              Map.entry("share", new FloatRange(0.5, 1, false)),
              Map.entry("half", new FloatGrid(0, 2.5, 0.5)),
              Map.entry("depth", new IntRange(3, 10, 1, false)),
              Map.entry("rounds", new IntRange(50, 301, 50, false)),
              Map.entry("leaves", new IntRange(1, 1000, 1, true)),
              Map.entry("only", new IntRange(7, 7, 1, false)),
              Map.entry("booster", new Dimension.Categorical(BOOSTERS)),
              Map.entry("fixed", new Dimension.Fixed(new Value.Whole(3))),
              Map.entry("drops", new IntRange(1, 4, 1, false)),
              Map.entry("again", new FloatRange(0, 1, false)),
              Map.entry("kind", new Dimension.Categorical(KINDS))),
          Map.of(
              "drops", new Condition("booster", List.of(DART)),
              "kind", new Condition("booster", List.of(DART)),
              "again", new Condition("drops", List.of(new Value.Whole(3), new Value.Whole(4)))));

  /** No larger than what a grid may be. */
  private static final SearchSpace GRID =
      SearchSpace.of(
          Map.of(
              "half", new FloatGrid(0, 2.5, 0.5),
              "depth", new IntRange(3, 10, 1, false),
              "rounds", new IntRange(50, 301, 50, false),
              "booster", new Dimension.Categorical(BOOSTERS),
              "fixed", new Dimension.Fixed(new Value.Whole(3)),
              "drops", new IntRange(1, 4, 1, false)),
          Map.of("drops", new Condition("booster", List.of(DART))));

  private static final SearchSpace WIDE =
      SearchSpace.of(
          Map.of(
              "a", new FloatRange(-8e307, 8e307, false),
              "b", new FloatRange(Double.MIN_NORMAL, 1e308, true),
              "c", new IntRange(-(1L << 53), 1L << 53, 1, false),
              "d", new IntRange(1, 1L << 53, 1, true),
              "e", new FloatGrid(-1e9, 1e9, 1e-3),
              "f", new FloatRange(1, Math.nextUp(1.0), false)));

  static Stream<Arguments> samplersAndSeeds() {
    long fresh = ThreadLocalRandom.current().nextLong();
    return Stream.of(Strategy.values())
        .flatMap(strategy -> Stream.of(Arguments.of(strategy, 42L), Arguments.of(strategy, fresh)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void staysInsideTheSpaceAndGivesExactlyTheActiveParameters(Strategy strategy, long seed) {
    List<FinishedTrial> history = search(strategy, seed, 140);

    assertThat(history).allSatisfy(trial -> assertIsInside(space(strategy), trial.parameters()));
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
    used.sample(space(strategy), History.of(history), List.of(), TrialSeeds.random(seed, 7));

    Parameters again =
        used.sample(space(strategy), History.of(history), List.of(), TrialSeeds.random(seed, 25));

    assertThat(again)
        .isEqualTo(
            sampler(strategy, seed)
                .sample(
                    space(strategy), History.of(history), List.of(), TrialSeeds.random(seed, 25)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void doesNotCareInWhichOrderTrialsWereCounted(Strategy strategy, long seed) {
    List<FinishedTrial> history = search(strategy, seed, 40);

    Parameters forward =
        sampler(strategy, seed)
            .sample(space(strategy), History.of(history), List.of(), TrialSeeds.random(seed, 40));
    Parameters backward =
        sampler(strategy, seed)
            .sample(
                space(strategy),
                History.of(history.reversed()),
                List.of(),
                TrialSeeds.random(seed, 40));

    assertThat(forward).isEqualTo(backward);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void reachesEveryChoiceAndBothEnds(Strategy strategy, long seed) {
    List<FinishedTrial> history = search(strategy, seed, 10);
    List<Parameters> drawn = new ArrayList<>();
    for (int trial = 0; trial < 3000; trial++) {
      History few = History.of(history.subList(0, trial % 10));
      drawn.add(
          sampler(strategy, seed + trial)
              .sample(space(strategy), few, List.of(), TrialSeeds.random(seed, trial)));
    }

    assertThat(values(drawn, "booster")).containsAll(BOOSTERS);
    assertThat(values(drawn, "depth")).contains(new Value.Whole(3), new Value.Whole(10));
    assertThat(values(drawn, "half")).contains(new Value.Real(0), new Value.Real(2.5));
    assertThat(values(drawn, "rounds")).contains(new Value.Whole(50), new Value.Whole(300));
    assertThat(values(drawn, "drops")).contains(new Value.Whole(1), new Value.Whole(4));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void survivesOddHistories(Strategy strategy, long seed) {
    for (List<FinishedTrial> trials : oddHistories(space(strategy), seed)) {
      History history = History.of(trials);
      List<Parameters> running = List.of(Parameters.NONE, strange());
      for (int number = 0; number < 20; number++) {
        Parameters parameters =
            sampler(strategy, seed)
                .sample(space(strategy), history, running, TrialSeeds.random(seed, number));

        assertIsInside(space(strategy), parameters);
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void copesWithThousandsOfTrialsAndHundredsRunning(Strategy strategy, long seed) {
    List<Parameters> any = anyParameters(space(strategy), seed, 5300);
    History history = History.NONE;
    RandomGenerator outcomes = new SplittableRandom(seed);
    for (int number = 0; number < 5000; number++) {
      history = history.plus(new FinishedTrial(number, any.get(number), anyOutcome(outcomes)));
    }

    Parameters parameters =
        sampler(strategy, seed)
            .sample(
                space(strategy), history, any.subList(5000, 5300), TrialSeeds.random(seed, 5300));

    assertIsInside(space(strategy), parameters);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("samplersAndSeeds")
  void copesWithRangesAsWideAsNumbersGo(Strategy strategy, long seed) {
    if (strategy == Strategy.GRID) {
      assertThat(ParameterGrid.complaint(WIDE)).isPresent();
      return;
    }
    History history = History.NONE;
    for (int number = 0; number < 60; number++) {
      Parameters parameters =
          sampler(strategy, seed).sample(WIDE, history, List.of(), TrialSeeds.random(seed, number));

      assertIsInside(WIDE, parameters);
      history = history.plus(new FinishedTrial(number, parameters, new Outcome.Complete(number)));
    }
  }

  private static SearchSpace space(Strategy strategy) {
    return strategy == Strategy.GRID ? GRID : SPACE;
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
              .sample(
                  space(strategy), History.of(history), running, TrialSeeds.random(seed, number));
      history.add(new FinishedTrial(number, parameters, anyOutcome(outcomes)));
    }
    return history;
  }

  private static Outcome anyOutcome(RandomGenerator random) {
    return switch (random.nextInt(9)) {
      case 0 -> new Outcome.Failed("it threw");
      case 1 ->
          new Outcome.Pruned(random.nextDouble(), random.nextInt(1, 100), random.nextDouble());
      case 2 -> new Outcome.Cancelled("not wanted");
      case 3 -> new Outcome.Complete(Objectives.of(random.nextDouble()), random.nextDouble());
      default -> new Outcome.Complete(random.nextDouble());
    };
  }

  private static List<Parameters> anyParameters(SearchSpace space, long seed, int n) {
    List<Parameters> any = new ArrayList<>();
    for (int number = 0; number < n; number++) {
      RandomGenerator random = TrialSeeds.random(~seed, number);
      any.add(new RandomSampler().sample(space, History.NONE, List.of(), random));
    }
    return any;
  }

  private static List<List<FinishedTrial>> oddHistories(SearchSpace space, long seed) {
    List<Parameters> any = anyParameters(space, seed, 60);
    RandomGenerator random = new SplittableRandom(seed);
    return List.of(
        history(any, _ -> new Outcome.Complete(1)),
        history(any, _ -> new Outcome.Failed("no")),
        history(any, _ -> new Outcome.Pruned(Double.POSITIVE_INFINITY, 0, 0)),
        history(any, _ -> new Outcome.Complete(-Double.MAX_VALUE)),
        history(any, n -> new Outcome.Complete(n % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE)),
        history(any, n -> new Outcome.Complete(Objectives.of(1), n + 1)),
        history(any, n -> new Outcome.Complete(Objectives.of(n, random.nextDouble(), 0), n % 3)),
        history(any, n -> new Outcome.Complete(Objectives.of(n, new double[n % 3]), 0)),
        history(Collections.nCopies(60, any.getFirst()), Outcome.Complete::new),
        history(Collections.nCopies(60, Parameters.NONE), Outcome.Complete::new),
        history(Collections.nCopies(60, strange()), Outcome.Complete::new));
  }

  private static List<FinishedTrial> history(
      List<Parameters> parameters, IntFunction<Outcome> outcome) {
    List<FinishedTrial> history = new ArrayList<>();
    for (int number = 0; number < parameters.size(); number++) {
      history.add(new FinishedTrial(number, parameters.get(number), outcome.apply(number)));
    }
    return history;
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
    return drawn.stream()
        .map(parameters -> parameters.get(name))
        .flatMap(Optional::stream)
        .toList();
  }

  private static void assertIsInside(SearchSpace space, Parameters parameters) {
    assertThat(parameters.names()).containsExactlyInAnyOrderElementsOf(space.active(parameters));
    parameters.forEach(
        (name, value) -> {
          Dimension dimension = Objects.requireNonNull(space.dimensions().get(name));
          double point = dimension.pointOf(value);
          assertThat(point).as(name + " = " + value).isNotNaN();
          if (!(dimension instanceof FloatRange)) {
            assertThat(dimension.valueAt(point)).as(name).isEqualTo(value);
          }
        });
  }
}
