package dev.millrace.standalone.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.search.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BenchFunctionsTest {

  static Stream<Arguments> optima() {
    return Stream.of(
        Arguments.of("branin", numbers("x1", Math.PI, "x2", 2.275)),
        Arguments.of("branin", numbers("x1", -Math.PI, "x2", 12.275)),
        Arguments.of("branin", numbers("x1", 9.42478, "x2", 2.475)),
        Arguments.of("hartmann6", vector(0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573)),
        Arguments.of("rosenbrock4", vector(1, 1, 1, 1)),
        Arguments.of("ackley5", vector(0, 0, 0, 0, 0)),
        Arguments.of("ackley5s", vector(12.3, -21.7, 17.9, -8.4, 25.1)),
        Arguments.of("levy4", vector(1, 1, 1, 1)),
        Arguments.of("mixed6", mixed(0.01, 300, 6, 1e-3, 0.8)),
        Arguments.of("mixed6s", mixed(0.2, 40, 10, StrictMath.pow(10, -6.5), 0.45)),
        Arguments.of("rastrigin5s", vector(1.7, -3.1, 2.6, -0.9, 3.4)),
        Arguments.of("griewank5s", vector(143, -287, 412, -76, 350)),
        Arguments.of("schwefel4", vector(420.968746, 420.968746, 420.968746, 420.968746)),
        Arguments.of("ripple1", vector(3.6633)));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("optima")
  void reachesItsMinimumWhereItIsKnownToLie(String name, Parameters optimum) {
    BenchFunction function = Objects.requireNonNull(BenchFunctions.all().get(name));

    assertThat(function.objective().of(optimum)).isCloseTo(function.minimum(), within(1e-4));
  }

  @Test
  void neverFallsBelowItsMinimum() {
    for (BenchFunction function : BenchFunctions.all().values()) {
      QualityBench.Search search = QualityBench.search(function, Strategy.RANDOM, List.of(200), 3);

      double noise = function.name().endsWith("noisy") ? 0.3 : 0;
      assertThat(search.best(0))
          .as(function.name())
          .isGreaterThanOrEqualTo(function.minimum() - noise - 1e-9);
    }
  }

  @Test
  void theStartOfALongSearchIsTheShortSearch() {
    BenchFunction function = Objects.requireNonNull(BenchFunctions.all().get("mixed6s"));

    QualityBench.Search both = QualityBench.search(function, Strategy.AUTO, List.of(20, 40), 5);

    assertThat(both.best(0))
        .isEqualTo(QualityBench.search(function, Strategy.AUTO, List.of(20), 5).best(0));
    assertThat(both.best(1)).isLessThanOrEqualTo(both.best(0));
  }

  @Test
  void autoBeatsRandomSearchByFar() {
    for (String name : List.of("branin", "rosenbrock4", "mixed6s", "conditional4")) {
      BenchFunction function = Objects.requireNonNull(BenchFunctions.all().get(name));
      double auto = 0;
      double random = 0;
      for (int seed = 0; seed < 3; seed++) {
        auto += QualityBench.search(function, Strategy.AUTO, List.of(50), seed).best(0);
        random += QualityBench.search(function, Strategy.RANDOM, List.of(50), seed).best(0);
      }
      assertThat(auto).as(name).isLessThan(random);
    }
  }

  @Test
  void threadsChangeNoValue() throws InterruptedException {
    QualityRun alone =
        new QualityRun(
            List.of("ripple1"), List.of(Strategy.TPE), List.of(20), new QualityRun.Seeds(0, 4), 1);
    QualityRun together =
        new QualityRun(
            List.of("ripple1"), List.of(Strategy.TPE), List.of(20), new QualityRun.Seeds(0, 4), 3);

    assertThat(together.measure(_ -> {}).getFirst().reached())
        .isEqualTo(alone.measure(_ -> {}).getFirst().reached());
  }

  @Test
  void spreadsAreThoseOfASample() {
    Spread spread = Spread.of(new double[] {4, 1, 3, 2});

    assertThat(spread.mean()).isEqualTo(2.5);
    assertThat(spread.median()).isEqualTo(2.5);
    assertThat(spread.deviation()).isCloseTo(1.2909944, within(1e-7));
  }

  private static Parameters vector(double... x) {
    Map<String, Value> values = new TreeMap<>();
    for (int i = 0; i < x.length; i++) {
      values.put("x" + i, new Value.Real(x[i]));
    }
    return Parameters.of(values);
  }

  private static Parameters numbers(String first, double a, String second, double b) {
    return Parameters.of(Map.of(first, new Value.Real(a), second, new Value.Real(b)));
  }

  private static Parameters mixed(double lr, long trees, long depth, double reg, double sub) {
    return Parameters.of(
        Map.of(
            "lr", new Value.Real(lr),
            "trees", new Value.Whole(trees),
            "depth", new Value.Whole(depth),
            "booster", new Value.Text("b"),
            "reg", new Value.Real(reg),
            "sub", new Value.Real(sub)));
  }
}
