package dev.millrace.intake.request;

import java.util.Map;

/** What a space must keep to be tried point by point. */
final class GridRules {

  private static final long MOST_POINTS = 10_000;

  private final Complaints complaints;
  private final Map<String, Dimension> space;

  GridRules(Complaints complaints, Map<String, Dimension> space) {
    this.complaints = complaints;
    this.space = space;
  }

  /** Asks only for spaces that keep all other rules. */
  void check() {
    boolean finite = true;
    for (Map.Entry<String, Dimension> entry : space.entrySet()) {
      Dimension dimension = entry.getValue();
      if (dimension.type().equals(Dimension.FLOAT) && dimension.step() == null) {
        finite = false;
        String path = "config.hyperparams." + entry.getKey();
        complaints.add(
            path + ".step",
            "must be given for a grid",
            "%s is continuous, so a grid has no points on it; give it a step, or choices"
                .formatted(path));
      }
    }
    if (finite) {
      double points = points();
      complaints.require(
          points <= MOST_POINTS,
          "config.hyperparams",
          "must span at most " + MOST_POINTS + " points for a grid",
          Hyperparameter.isWhole(points) ? (long) points : points);
    }
  }

  /** A double, as the number of points may be beyond all whole numbers. */
  private double points() {
    double points = 1;
    for (Map.Entry<String, Dimension> entry : space.entrySet()) {
      if (entry.getValue().when().isEmpty()) {
        points *= points(entry.getKey(), entry.getValue());
      }
    }
    return points;
  }

  /** Points of a parameter together with those that depend on its value. */
  private double points(String name, Dimension dimension) {
    double points = 0;
    double plain = dimension.size();
    for (Scalar value :
        space.values().stream().flatMap(d -> d.valuesOf(name)).distinct().toList()) {
      double below = 1;
      for (Map.Entry<String, Dimension> entry : space.entrySet()) {
        if (entry.getValue().valuesOf(name).anyMatch(value::equals)) {
          below *= points(entry.getKey(), entry.getValue());
        }
      }
      points += below;
      plain--;
    }
    return points + plain;
  }
}
