package dev.millrace.standalone.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Guesses which columns name the series of a row, and which its variable.
 *
 * @param series empty = one series
 * @param variable the column of the long form (series, variable, value)
 */
record SeriesGuess(List<Integer> series, Optional<Integer> variable) {
  private static final Pattern SERIES_NAME =
      Pattern.compile(
          "(.*[_ ])?(series|product|item|sku|store|shop|sensor|station|meter|device|machine|site"
              + "|location|symbol|ticker|asset|plant|feeder|substation|customer|channel|unique|id"
              + "|name|key|code)([_ ]?(id|code|no|nr|key|name|number))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern VARIABLE_NAME =
      Pattern.compile(
          "variables?|metrics?|parameters?|measures?|indicators?|fields?|tags?|signals?|quantity"
              + "|var|(variable|metric|parameter|measure|indicator|field|tag|signal)[_ ]?name",
          Pattern.CASE_INSENSITIVE);

  /** So many rows may repeat a series and time; they are refused when they come. */
  private static final double DISTINCT = 0.98;

  SeriesGuess {
    series = List.copyOf(series);
  }

  /** Looks at the columns that are not yet known to be something else. */
  static SeriesGuess of(Sample sample, TimeCells time, List<ColumnKind> kinds) {
    Optional<Integer> variable = variable(sample, time, kinds);
    List<Integer> names = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < sample.columns(); i++) {
      if (time.contains(i) || variable.equals(Optional.of(i)) || kinds.get(i) == ColumnKind.EMPTY) {
        continue;
      }
      boolean named = SERIES_NAME.matcher(sample.header().get(i)).matches();
      if (named && isRepeated(sample, i)) {
        names.add(i);
      } else if (kinds.get(i) == ColumnKind.TEXT) {
        others.add(i);
      }
    }
    List<Integer> fixed = variable.map(List::of).orElse(List.of());
    if (isKey(sample, time, fixed)) {
      // One series as far as one sees; a column of names holds it, or text goes before numbers.
      List<Integer> first =
          names.stream()
              .filter(i -> kinds.get(i) == ColumnKind.TEXT || isIdentity(sample.header().get(i)))
              .limit(1)
              .toList();
      return new SeriesGuess(first, variable);
    }
    names.addAll(others);
    return new SeriesGuess(key(sample, time, fixed, names), variable);
  }

  private static Optional<Integer> variable(Sample sample, TimeCells time, List<ColumnKind> kinds) {
    if (kinds.stream().filter(kind -> kind == ColumnKind.NUMBERS).count() > 2) {
      return Optional.empty();
    }
    for (int i = 0; i < sample.columns(); i++) {
      if (!time.contains(i)
          && kinds.get(i) == ColumnKind.TEXT
          && VARIABLE_NAME.matcher(sample.header().get(i)).matches()
          && isRepeated(sample, i)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** One column, or else two, that make every row another one; empty when none do. */
  private static List<Integer> key(
      Sample sample, TimeCells time, List<Integer> fixed, List<Integer> candidates) {
    for (int one : candidates) {
      if (isKey(sample, time, with(fixed, List.of(one)))) {
        return List.of(one);
      }
    }
    for (int one : candidates) {
      for (int two : candidates) {
        if (one < two && isKey(sample, time, with(fixed, List.of(one, two)))) {
          return List.of(one, two);
        }
      }
    }
    return List.of();
  }

  private static List<Integer> with(List<Integer> fixed, List<Integer> more) {
    List<Integer> all = new ArrayList<>(fixed);
    all.addAll(more);
    return all;
  }

  private static boolean isKey(Sample sample, TimeCells time, List<Integer> columns) {
    Set<String> keys = new HashSet<>();
    for (RawRow row : sample.rows()) {
      StringBuilder key = new StringBuilder(time.text(row));
      columns.forEach(column -> key.append('\0').append(row.cell(column)));
      keys.add(key.toString());
    }
    return keys.size() >= DISTINCT * sample.rows().size();
  }

  private static boolean isIdentity(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith("_id");
  }

  /** Whether a name stands on two rows on average; a number of the row does not. */
  private static boolean isRepeated(Sample sample, int column) {
    Set<String> names = new HashSet<>(sample.filled(column));
    return names.size() == 1 || 2L * names.size() <= sample.rows().size();
  }
}
