package dev.millrace.features.dataset;

import dev.millrace.features.set.FeaturePlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column of a dataset.
 *
 * @param name its name in the file
 * @param role what it is for
 * @param description what it holds, one sentence
 */
public record Column(String name, Role role, String description) {

  /** What a column is for. */
  public enum Role {
    SERIES("series"),
    ORIGIN("origin"),
    TARGET_TIME("target_time"),
    FEATURE("feature"),
    BASELINE("baseline"),
    TARGET("target");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    /** The role as events name it. */
    public String word() {
      return word;
    }

    /** Whether the column holds a number. */
    public boolean numeric() {
      return this == FEATURE || this == BASELINE || this == TARGET;
    }
  }

  /** The columns of a dataset, in file order. */
  static List<Column> of(FeaturePlan plan, String variable, int horizon) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("series", Role.SERIES, "name of the series"));
    columns.add(
        new Column(
            "origin", Role.ORIGIN, "time of the forecast; all before it is known, nothing else"));
    columns.add(
        new Column(
            "target_time",
            Role.TARGET_TIME,
            "time that is forecast, %d steps after the origin".formatted(horizon)));
    plan.features().forEach(f -> columns.add(new Column(f.name(), Role.FEATURE, f.description())));
    plan.baselines()
        .forEach(b -> columns.add(new Column(b.name(), Role.BASELINE, b.description())));
    columns.add(new Column("target", Role.TARGET, variable + " at the target time"));
    return List.copyOf(columns);
  }

  /** The names that several columns have, whatever their case: a reader may not tell them apart. */
  static List<String> ambiguous(List<Column> columns) {
    Set<String> seen = new HashSet<>();
    return columns.stream()
        .map(Column::name)
        .filter(name -> !seen.add(name.toLowerCase(Locale.ROOT)))
        .distinct()
        .toList();
  }
}
