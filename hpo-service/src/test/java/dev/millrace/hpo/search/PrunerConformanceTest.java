package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.search.StoppingRule.Threshold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pruner must do, whatever it thinks of the trials. */
class PrunerConformanceTest {

  /** Each pruner in several settings, the extreme ones among them. */
  static List<Pruner> pruners() {
    return List.of(
        new NoPruner(),
        new MedianPruner(0.2, 0.1, 5),
        new MedianPruner(0, 0, 0),
        new PercentilePruner(25, 0.2, 0.1, 5),
        new PercentilePruner(0, 0, 0.05, 1),
        new PercentilePruner(100, 1, 1, 1),
        new SuccessiveHalvingPruner(0.05, 3, 0),
        new SuccessiveHalvingPruner(1e-9, 1.1, 0),
        new SuccessiveHalvingPruner(1, 4, 0),
        HyperbandPruner.from(0.05, 3),
        new HyperbandPruner(1.5, 10),
        new HyperbandPruner(10, 1),
        new HyperbandPruner(100, 20),
        new ThresholdPruner(3, 0.2),
        new ThresholdPruner(-1, 0),
        new PatientPruner(new MedianPruner(0.2, 0.1, 5), 0.2, 0),
        new PatientPruner(new SuccessiveHalvingPruner(0.05, 2, 0), 1, 0.1));
  }

  static Stream<Arguments> prunersAndSeeds() {
    return withSeeds(pruners().stream());
  }

  private static Stream<Arguments> withSeeds(Stream<Pruner> pruners) {
    long fresh = ThreadLocalRandom.current().nextLong();
    return pruners.flatMap(
        pruner -> Stream.of(Arguments.of(pruner, 42L), Arguments.of(pruner, fresh)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("prunersAndSeeds")
  void givesBoundsInOrderOnPointsThatCurvesHave(Pruner pruner, long seed) {
    for (int size : List.of(0, 1, 7, 80)) {
      StoppingRule rule = pruner.rule(size, History.of(search(pruner, seed, size)));

      assertThat(Races.shares(rule)).isSorted().doesNotHaveDuplicates();
      assertThat(rule.thresholds())
          .allSatisfy(
              threshold -> {
                assertThat(threshold.budgetShare())
                    .isEqualTo(Curve.shareOf(Curve.pointFrom(threshold.budgetShare())))
                    .isLessThan(1);
                assertThat(threshold.bound()).isFinite();
              });
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("prunersAndSeeds")
  void saysWhy(Pruner pruner, long seed) {
    assertThat(pruner.rule(0, History.NONE).reason()).isNotBlank();
    assertThat(pruner.rule(9, History.of(search(pruner, seed, 9))).reason()).isNotBlank();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("prunersAndSeeds")
  void doesNotCareInWhichOrderTrialsWereCounted(Pruner pruner, long seed) {
    List<FinishedTrial> trials = search(pruner, seed, 60);
    StoppingRule rule = pruner.rule(60, History.of(trials));
    List<FinishedTrial> shuffled = new ArrayList<>(trials);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(pruner.rule(60, History.of(shuffled))).isEqualTo(rule);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("prunersAndSeeds")
  void dependsOnNothingButItsArguments(Pruner pruner, long seed) {
    List<FinishedTrial> trials = search(pruner, seed, 40);
    StoppingRule first = pruner.rule(40, History.of(trials));
    pruner.rule(3, History.of(trials.subList(0, 3)));

    assertThat(pruner.rule(40, History.of(trials))).isEqualTo(first);
  }

  /** The job's own bound is the exception: for it no trial may be good enough. */
  static Stream<Arguments> relativePruners() {
    return withSeeds(pruners().stream().filter(pruner -> !(pruner instanceof ThresholdPruner)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("relativePruners")
  void neverStopsATrialThatIsTheBestAllTheWay(Pruner pruner, long seed) {
    List<FinishedTrial> trials = search(pruner, seed, 60);
    for (int number = 60; number < 80; number++) {
      StoppingRule rule = pruner.rule(number, History.of(trials));
      FinishedTrial best = Races.run(number, point -> 0.5 - 0.001 * point, rule);

      assertThat(best.outcome()).isInstanceOf(Outcome.Complete.class);
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("prunersAndSeeds")
  void survivesOddHistories(Pruner pruner, long seed) {
    for (List<FinishedTrial> odd : oddHistories(seed)) {
      StoppingRule rule = pruner.rule(odd.size(), History.of(odd));

      assertThat(rule.thresholds()).extracting(Threshold::bound).allMatch(Double::isFinite);
    }
  }

  static Stream<Arguments> prunersThatLookAtNoCurves() {
    return withSeeds(pruners().stream().filter(pruner -> !pruner.looksAtCurves()));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("prunersThatLookAtNoCurves")
  void needsNoCurvesIfItSaysSo(Pruner pruner, long seed) {
    List<FinishedTrial> trials = search(pruner, seed, 60);
    List<FinishedTrial> without =
        trials.stream()
            .map(trial -> new FinishedTrial(trial.number(), trial.parameters(), trial.outcome()))
            .toList();

    for (int number = 60; number < 70; number++) {
      assertThat(pruner.rule(number, History.of(without)))
          .isEqualTo(pruner.rule(number, History.of(trials)));
    }
  }

  /** A study of noisy learning curves under the pruner's own rules. */
  private static List<FinishedTrial> search(Pruner pruner, long seed, int trials) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FinishedTrial> history = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      double floor = random.nextDouble(1, 3);
      double speed = random.nextDouble(0.1, 1);
      double[] noise = random.doubles(Curve.POINTS, 0, 0.2).toArray();
      StoppingRule rule = pruner.rule(number, History.of(history));
      history.add(
          Races.run(
              number, point -> floor + 5 * StrictMath.exp(-speed * point) + noise[point], rule));
    }
    return history;
  }

  private static List<List<FinishedTrial>> oddHistories(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Curve diverged = Races.curve(_ -> Double.NaN, Curve.POINTS);
    Outcome complete = new Outcome.Complete(2);
    List<FinishedTrial> mixed = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      mixed.add(
          switch (random.nextInt(5)) {
            case 0 -> trial(number, new Outcome.Failed("no"), Curve.NONE);
            case 1 -> trial(number, new Outcome.Cancelled("no"), Curve.NONE);
            case 2 -> trial(number, complete, Curve.NONE);
            case 3 -> trial(number, complete, diverged);
            default -> Races.pruned(number, point -> 10.0 - point, random.nextInt(1, Curve.POINTS));
          });
    }
    return List.of(
        mixed,
        List.of(trial(0, complete, Curve.NONE)),
        IntStream.range(0, 20).mapToObj(number -> trial(number, complete, diverged)).toList(),
        IntStream.range(0, 20).mapToObj(number -> Races.complete(number, _ -> 1)).toList());
  }

  private static FinishedTrial trial(int number, Outcome outcome, Curve curve) {
    return new FinishedTrial(number, Parameters.NONE, outcome, curve);
  }
}
