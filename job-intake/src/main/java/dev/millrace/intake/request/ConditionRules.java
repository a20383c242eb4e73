package dev.millrace.intake.request;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What conditions between parameters must keep: each must be able to hold. */
final class ConditionRules {

  private static final String PATH = "config.hyperparams.";

  private final Complaints complaints;
  private final Map<String, Dimension> space;

  ConditionRules(Complaints complaints, Map<String, Dimension> space) {
    this.complaints = complaints;
    this.space = space;
  }

  void check() {
    space.forEach(this::check);
  }

  private void check(String name, Dimension dimension) {
    if (dimension.when().isEmpty()) {
      return;
    }
    String path = PATH + name + ".when";
    complaints.require(
        dimension.when().size() == 1,
        path,
        "must name one parameter; chains of conditions may name more",
        String.join(", ", dimension.when().keySet()));
    dimension.when().forEach((parent, values) -> check(path + "." + parent, parent, values));
    if (goesRound(name, dimension)) {
      complaints.add(
          path,
          "must not go round in a circle",
          "%s depends on %s, which depends on %s again, so neither could ever be part of a trial"
              .formatted(name, String.join(", ", dimension.when().keySet()), name));
    }
  }

  private void check(String path, String parent, List<Scalar> values) {
    Dimension dimension = space.get(parent);
    if (dimension == null) {
      complaints.add(
          path,
          "must be a parameter of this space",
          "%s names %s, which is none of %s"
              .formatted(path, parent, String.join(", ", space.keySet())));
      return;
    }
    if (dimension.type().equals(Dimension.FLOAT)) {
      complaints.add(
          path,
          "must not be of type float",
          "%s names a parameter of type float, which meets no value exactly; conditions go by int,"
                  .formatted(path)
              + " categorical and fixed parameters");
      return;
    }
    complaints.require(!values.isEmpty(), path, "must list at least one value", "none");
    for (int i = 0; i < values.size(); i++) {
      complaints.require(
          dimension.own(values.get(i)).isPresent(),
          path + "[" + i + "]",
          "must be a value that " + parent + " can have",
          values.get(i));
    }
  }

  /** Whether following the parents leads back to the beginning. */
  private boolean goesRound(String name, Dimension from) {
    Set<String> met = new HashSet<>();
    Set<String> next = from.when().keySet();
    while (!next.isEmpty()) {
      Set<String> further = new HashSet<>();
      for (String parent : next) {
        if (parent.equals(name)) {
          return true;
        }
        Dimension dimension = space.get(parent);
        if (dimension != null && met.add(parent)) {
          further.addAll(dimension.when().keySet());
        }
      }
      next = further;
    }
    return false;
  }
}
