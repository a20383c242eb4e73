package dev.millrace.standalone.bench.search;

import dev.millrace.hpo.search.Condition;
import dev.millrace.hpo.search.Dimension;
import dev.millrace.hpo.search.FloatRange;
import dev.millrace.hpo.search.IntRange;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The functions there are, by name. */
final class BenchFunctions {

  private static final double[] ACKLEY_SHIFT = {12.3, -21.7, 17.9, -8.4, 25.1};
  private static final double[] RASTRIGIN_SHIFT = {1.7, -3.1, 2.6, -0.9, 3.4};
  private static final double[] GRIEWANK_SHIFT = {143, -287, 412, -76, 350};

  private static final List<String> RIGHT_CHOICES = List.of("c", "a", "d", "b", "a", "c");

  private BenchFunctions() {}

  /** Those that the peers were measured on. */
  static Map<String, BenchFunction> standard() {
    Map<String, BenchFunction> all = new LinkedHashMap<>();
    add(
        all,
        new BenchFunction(
            "branin",
            SearchSpace.of(
                Map.of("x1", new FloatRange(-5, 10, false), "x2", new FloatRange(0, 15, false))),
            0.39788735772973816,
            p -> Surfaces.branin(Objective.number(p, "x1"), Objective.number(p, "x2"))));
    add(all, real("hartmann6", 6, 0, 1, -3.322368011415515, Surfaces::hartmann6));
    add(all, real("rosenbrock4", 4, -5, 10, 0, Surfaces::rosenbrock));
    add(all, real("ackley5", 5, -32.768, 32.768, 0, Surfaces::ackley));
    add(all, real("ackley5s", 5, -32.768, 32.768, 0, shifted(Surfaces::ackley, ACKLEY_SHIFT)));
    add(all, real("levy4", 4, -10, 10, 0, Surfaces::levy));
    add(all, mixed("mixed6", new MixedSurface(0.01, 300, 6, -3, 0.8)));
    add(all, mixed("mixed6s", new MixedSurface(0.2, 40, 10, -6.5, 0.45)));
    return all;
  }

  /** The standard ones and more, for what they leave out. */
  static Map<String, BenchFunction> all() {
    Map<String, BenchFunction> all = standard();
    add(all, real("rastrigin5s", 5, -5.12, 5.12, 0, shifted(Surfaces::rastrigin, RASTRIGIN_SHIFT)));
    add(all, real("griewank5s", 5, -600, 600, 0, shifted(Surfaces::griewank, GRIEWANK_SHIFT)));
    add(all, real("styblinski6", 6, -5, 5, -39.16616570377142 * 6, Surfaces::styblinskiTang));
    add(all, real("schwefel4", 4, -500, 500, 0, Surfaces::schwefel));
    add(all, real("hartmann6noisy", 6, 0, 1, -3.322368011415515, BenchFunctions::noisyHartmann));
    add(all, real("constant3", 3, 0, 1, 1, _ -> 1));
    add(all, real("sphere20", 20, -10, 10, 0, BenchFunctions::tiltedSphere));
    add(all, real("ripple1", 1, -2, 6, -1.4999633, BenchFunctions::ripple));
    add(all, conditional());
    add(all, new BenchFunction("choices6", choices(), 0, BenchFunctions::distanceOfChoices));
    return all;
  }

  private static void add(Map<String, BenchFunction> all, BenchFunction function) {
    all.put(function.name(), function);
  }

  private static BenchFunction real(
      String name,
      int dimensions,
      double low,
      double high,
      double minimum,
      ToDoubleFunction<double[]> function) {
    Map<String, Dimension> space = new TreeMap<>();
    for (int i = 0; i < dimensions; i++) {
      space.put("x" + i, new FloatRange(low, high, false));
    }
    return new BenchFunction(
        name,
        SearchSpace.of(space),
        minimum,
        p -> function.applyAsDouble(Objective.vector(p, dimensions)));
  }

  private static BenchFunction mixed(String name, MixedSurface surface) {
    return new BenchFunction(name, MixedSurface.SPACE, 0, surface);
  }

  private static ToDoubleFunction<double[]> shifted(
      ToDoubleFunction<double[]> function, double[] shift) {
    return x -> {
      double[] moved = x.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= shift[i];
      }
      return function.applyAsDouble(moved);
    };
  }

  /** The noise follows from the point, so that a run can be repeated. */
  private static double noisyHartmann(double[] x) {
    long bits = 17;
    for (double each : x) {
      bits = bits * 31 + Double.doubleToLongBits(each);
    }
    SplittableRandom random = new SplittableRandom(bits);
    random.nextLong();
    double noise = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
    return Surfaces.hartmann6(x) + 0.2 * noise;
  }

  /** A sphere whose axes matter unequally, around a point off the middle. */
  private static double tiltedSphere(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Surfaces.square(x[i] - 6 + i * 0.55) / (1 + i);
    }
    return sum;
  }

  private static double ripple(double[] x) {
    return StrictMath.sin(3 * x[0]) / 2 - StrictMath.exp(-Surfaces.square(x[0] - 3.66));
  }

  /** Two ways to the goal, each with parameters of its own; the second one ends lower. */
  private static BenchFunction conditional() {
    Map<String, Dimension> space =
        Map.of(
            "way",
            new Dimension.Categorical(List.of(new Value.Text("short"), new Value.Text("long"))),
            "pace",
            new FloatRange(0, 1, false),
            "rest",
            new FloatRange(0, 1, false),
            "load",
            new IntRange(1, 20, 1, false));
    Map<String, Condition> conditions =
        Map.of(
            "rest", new Condition("way", List.of(new Value.Text("long"))),
            "load", new Condition("way", List.of(new Value.Text("long"))));
    return new BenchFunction(
        "conditional4",
        SearchSpace.of(space, conditions),
        0,
        p -> {
          double pace = Surfaces.square(Objective.number(p, "pace") - 0.7);
          return Objective.text(p, "way").equals("short")
              ? 0.1 + pace
              : pace
                  + Surfaces.square(Objective.number(p, "rest") - 0.15)
                  + Math.abs(Objective.number(p, "load") - 17) / 10;
        });
  }

  private static SearchSpace choices() {
    Map<String, Dimension> space = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      space.put(
          "c" + i,
          new Dimension.Categorical(
              List.of("a", "b", "c", "d").stream().<Value>map(Value.Text::new).toList()));
    }
    return SearchSpace.of(space);
  }

  /** How many of six choices are wrong, pairs weighing more. */
  private static double distanceOfChoices(Parameters parameters) {
    double sum = 0;
    boolean before = true;
    for (int i = 0; i < 6; i++) {
      boolean right = Objective.text(parameters, "c" + i).equals(RIGHT_CHOICES.get(i));
      sum += right ? 0 : before ? 1 : 1.5;
      before = right;
    }
    return sum;
  }
}
