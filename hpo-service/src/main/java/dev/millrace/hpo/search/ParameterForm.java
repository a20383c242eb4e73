package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/** Names and kinds of a trial's parameters; the trials of a study share a few of them. */
final class ParameterForm {

  /** What a value is. */
  enum Kind {
    WHOLE,
    REAL,
    TEXT,
    FLAG;

    static Kind of(Value value) {
      return switch (value) {
        case Value.Whole _ -> WHOLE;
        case Value.Real _ -> REAL;
        case Value.Text _ -> TEXT;
        case Value.Flag _ -> FLAG;
      };
    }
  }

  private final String[] names;
  private final Kind[] kinds;

  private ParameterForm(String[] names, Kind[] kinds) {
    this.names = names;
    this.kinds = kinds;
  }

  static ParameterForm of(SortedMap<String, Value> values) {
    return new ParameterForm(
        values.keySet().toArray(String[]::new),
        values.values().stream().map(Kind::of).toArray(Kind[]::new));
  }

  String name(int index) {
    return names[index];
  }

  Kind kind(int index) {
    return kinds[index];
  }

  List<String> names() {
    return List.of(names);
  }

  /** Negative when there is none of that name. */
  int indexOf(String name) {
    return Arrays.binarySearch(names, name);
  }

  @Override
  public boolean equals(Object object) {
    return object == this
        || (object instanceof ParameterForm other
            && Arrays.equals(names, other.names)
            && Arrays.equals(kinds, other.kinds));
  }

  /** Not of the kinds: the hash of an enum differs from one JVM to the next. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(names);
  }
}
