package dev.millrace.intake.request;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What parameters to try first must keep. */
final class EnqueueRules {

  private static final String PATH = "config.enqueue";
  private static final int MOST_ENTRIES = 100;

  private final Complaints complaints;
  private final Map<String, Dimension> space;

  EnqueueRules(Complaints complaints, Map<String, Dimension> space) {
    this.complaints = complaints;
    this.space = space;
  }

  void check(List<Map<String, Scalar>> entries, boolean search) {
    complaints.require(
        search || entries.isEmpty(), PATH, "needs enable_hpo to be true", entries.size());
    complaints.require(
        entries.size() <= MOST_ENTRIES, PATH, "must be at most " + MOST_ENTRIES, entries.size());
    for (int i = 0; i < entries.size(); i++) {
      String path = PATH + "[" + i + "]";
      Map<String, Scalar> entry = entries.get(i);
      complaints.require(!entry.isEmpty(), path, "must name at least one parameter", "none");
      entry.forEach((name, value) -> check(path + "." + name, name, value, entry));
    }
  }

  private void check(String path, String name, Scalar value, Map<String, Scalar> entry) {
    Dimension dimension = space.get(name);
    if (dimension == null) {
      complaints.add(
          path,
          "is unknown",
          "%s is no parameter of this search, which has %s"
              .formatted(path, String.join(", ", space.keySet())));
      return;
    }
    complaints.require(
        dimension.own(value).isPresent(), path, "must be " + dimension.demand(), value);
    exists(path, dimension, entry, new HashSet<>());
  }

  /** A parameter goes by the nearest one above it that the entry has. */
  private void exists(
      String path, Dimension dimension, Map<String, Scalar> entry, Set<String> above) {
    dimension
        .when()
        .forEach(
            (name, values) -> {
              Scalar given = entry.get(name);
              Dimension parent = space.get(name);
              if (parent == null || !above.add(name)) {
                return;
              }
              if (given == null) {
                exists(path, parent, entry, above);
              } else if (!parent.holds(values, given)) {
                complaints.add(
                    path,
                    "does not exist beside this " + name,
                    "%s exists only when %s is one of %s, but here it is %s"
                        .formatted(path, name, values, given));
              }
            });
  }
}
