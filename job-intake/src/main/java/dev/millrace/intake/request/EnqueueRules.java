package dev.millrace.intake.request;

import java.util.List;
import java.util.Map;

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
    dimension
        .when()
        .forEach(
            (parent, values) -> {
              Scalar given = entry.get(parent);
              Dimension above = space.get(parent);
              if (given != null && above != null && !above.holds(values, given)) {
                complaints.add(
                    path,
                    "does not exist beside this " + parent,
                    "%s exists only when %s is one of %s, but here it is %s"
                        .formatted(path, parent, values, given));
              }
            });
  }
}
