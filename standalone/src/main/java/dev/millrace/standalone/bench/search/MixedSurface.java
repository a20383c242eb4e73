package dev.millrace.standalone.bench.search;

import dev.millrace.hpo.search.Dimension;
import dev.millrace.hpo.search.FloatRange;
import dev.millrace.hpo.search.IntRange;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Value;
import java.util.List;
import java.util.Map;

/**
 * Like the tuning of boosted trees: a valley of learning rate against number of trees, whole
 * numbers, logarithms and a choice. The minimum is 0 at the given values and booster {@code b}.
 */
record MixedSurface(double rate, double trees, double depth, double logReg, double share)
    implements Objective {

  static final SearchSpace SPACE =
      SearchSpace.of(
          Map.of(
              "lr", new FloatRange(1e-4, 1, true),
              "depth", new IntRange(1, 12, 1, false),
              "trees", new IntRange(10, 1000, 1, true),
              "booster",
                  new Dimension.Categorical(
                      List.of(new Value.Text("a"), new Value.Text("b"), new Value.Text("c"))),
              "reg", new FloatRange(1e-8, 10, true),
              "sub", new FloatRange(0.3, 1, false)));

  @Override
  public double of(Parameters parameters) {
    double base =
        switch (Objective.text(parameters, "booster")) {
          case "a" -> 0.15;
          case "b" -> 0;
          default -> 0.4;
        };
    double off = StrictMath.log10(Objective.number(parameters, "lr")) - StrictMath.log10(rate);
    double effort =
        off + StrictMath.log10(Objective.number(parameters, "trees")) - StrictMath.log10(trees);
    double reg = StrictMath.log10(Objective.number(parameters, "reg")) - logReg;
    return base
        + 0.8 * effort * effort
        + 0.2 * off * off
        + 0.03 * Surfaces.square(Objective.number(parameters, "depth") - depth)
        + 0.02 * reg * reg
        + 1.5 * Surfaces.square(Objective.number(parameters, "sub") - share)
        + 0.1 * (1 - StrictMath.cos(2 * Math.PI * off));
  }
}
