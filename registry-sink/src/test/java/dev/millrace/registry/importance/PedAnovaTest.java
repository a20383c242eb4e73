package dev.millrace.registry.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions whose truth is known, at points drawn at random. */
final class PedAnovaTest {

  static List<Long> seeds() {
    long fresh = System.nanoTime();
    return List.of(20261121L, fresh, fresh + 1);
  }

  private static List<Observation> points(long seed, int count, ToDoubleFunction<double[]> f) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(
            _ -> {
              double[] x = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
              return new Observation(
                  f.applyAsDouble(x), Map.of("a", x[0], "b", x[1], "c", x[2]), Map.of());
            })
        .toList();
  }

  private static Map<String, Double> shares(List<Observation> trials, Set<String> logarithmic) {
    return PedAnova.of(trials, logarithmic).stream()
        .collect(Collectors.toMap(Importance::parameter, Importance::importance));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOnlyParameterThatMattersGetsNearlyEverything(long seed) {
    List<Observation> trials = points(seed, 1_000, x -> (x[1] - 0.3) * (x[1] - 0.3));

    List<Importance> importances = PedAnova.of(trials, Set.of());

    assertThat(importances.getFirst().parameter()).isEqualTo("b");
    assertThat(importances.getFirst().importance()).isGreaterThan(0.9);
    assertThat(importances.stream().mapToDouble(Importance::importance).sum())
        .isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void parametersComeInTheOrderOfTheirWeight(long seed) {
    List<Observation> trials =
        points(
            seed, 5_000, x -> 25 * (x[2] - 0.5) * (x[2] - 0.5) + 5 * (x[0] - 0.5) * (x[0] - 0.5));

    assertThat(PedAnova.of(trials, Set.of()))
        .extracting(Importance::parameter)
        .containsExactly("c", "a", "b");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void parametersOfEqualWeightAreEquallyImportant(long seed) {
    List<Observation> trials = points(seed, 10_000, x -> x[0] + x[1] + x[2]);

    assertThat(shares(trials, Set.of()).values())
        .allSatisfy(share -> assertThat(share).isCloseTo(1.0 / 3, within(0.1)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aWordCanMatterMost(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> trials =
        IntStream.range(0, 500)
            .mapToObj(
                _ -> {
                  String word = List.of("one", "two", "three").get(random.nextInt(3));
                  double x = random.nextDouble();
                  return new Observation(
                      (word.equals("two") ? 0 : 10) + x, Map.of("x", x), Map.of("word", word));
                })
            .toList();

    // The best tenth are those of "two" with a small x: x decides among them and matters, too.
    assertThat(shares(trials, Set.of())).containsKeys("word", "x");
    assertThat(shares(trials, Set.of()).get("word")).isGreaterThan(0.15);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theScaleOfASearchDecidesWhatIsFarAndNear(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> trials =
        IntStream.range(0, 1_000)
            .mapToObj(
                _ -> {
                  double rate = StrictMath.pow(10, -6 + 6 * random.nextDouble());
                  double other = random.nextDouble();
                  double miss = StrictMath.log10(rate) + 5;
                  return new Observation(
                      miss * miss, Map.of("rate", rate, "other", other), Map.of());
                })
            .toList();

    assertThat(shares(trials, Set.of("rate")).get("rate")).isGreaterThan(0.9);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aParameterOfFewTrialsCountsForTheirShare(long seed) {
    List<Observation> whole = points(seed, 2_000, x -> x[0] + x[1]);
    List<Observation> partly = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      Observation trial = whole.get(i);
      partly.add(
          i % 4 == 0
              ? trial
              : new Observation(
                  trial.value(), Map.of("a", trial.number("a"), "c", trial.number("c")), Map.of()));
    }

    Map<String, Double> shares = shares(partly, Set.of());

    assertThat(shares.get("b")).isLessThan(shares.getOrDefault("a", 0.0) / 2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfTheTrialsChangesNothing(long seed) {
    List<Observation> trials = points(seed, 300, x -> x[0] * x[1]);
    List<Observation> shuffled = new ArrayList<>(trials);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(shares(shuffled, Set.of()).keySet()).isEqualTo(shares(trials, Set.of()).keySet());
    shares(trials, Set.of())
        .forEach(
            (name, share) ->
                assertThat(shares(shuffled, Set.of()).get(name)).isCloseTo(share, within(1e-9)));
  }

  @Test
  void tooFewTrialsSayNothing() {
    assertThat(PedAnova.of(points(1, 9, x -> x[0]), Set.of())).isEmpty();
    assertThat(PedAnova.of(points(1, 10, x -> x[0]), Set.of())).isNotEmpty();
  }

  @Test
  void whereAllTrialsAreAlikeNothingMatters() {
    assertThat(PedAnova.of(points(1, 100, _ -> 7), Set.of())).isEmpty();
    assertThat(PedAnova.of(points(1, 100, _ -> Double.NaN), Set.of())).isEmpty();
  }

  @Test
  void aParameterThatNeverChangedDoesNotMatter() {
    List<Observation> trials =
        points(1, 200, x -> x[0]).stream()
            .map(
                trial ->
                    new Observation(
                        trial.value(),
                        Map.of("a", trial.number("a"), "fixed", 3.0),
                        Map.of("word", "only")))
            .toList();

    assertThat(shares(trials, Set.of()).get("a")).isGreaterThan(0.99);
  }
}
