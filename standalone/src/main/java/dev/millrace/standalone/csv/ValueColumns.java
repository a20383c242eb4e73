package dev.millrace.standalone.csv;

import dev.millrace.standalone.csv.FileRequest.Decimal;
import dev.millrace.standalone.csv.Layout.Left;
import dev.millrace.standalone.csv.Layout.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Chooses the columns to read as values, and says why not the others. */
final class ValueColumns {
  private final Sample sample;
  private final FileRequest request;
  private final List<ColumnKind> kinds;
  private final SeriesGuess names;
  private final Set<Integer> taken;

  ValueColumns(
      Sample sample,
      FileRequest request,
      List<ColumnKind> kinds,
      TimeCells time,
      SeriesGuess names) {
    this.sample = sample;
    this.request = request;
    this.kinds = List.copyOf(kinds);
    this.names = names;
    Set<Integer> all = new HashSet<>(names.series());
    names.variable().ifPresent(all::add);
    all.add(time.column());
    time.ofDay().ifPresent(ofDay -> all.add(ofDay.column()));
    this.taken = Set.copyOf(all);
  }

  Layout layout(Layout.Time time, Decimal decimal) throws UnusableFile {
    List<Left> left = new ArrayList<>();
    List<Value> values = request.variables().isEmpty() ? guessed(left) : named(left);
    if (names.variable().isPresent() && values.size() != 1) {
      values = List.of(onlyOne(values, left));
    }
    return new Layout(
        sample.header(), time, names.series(), names.variable(), values, decimal, left);
  }

  private List<Value> guessed(List<Left> left) throws UnusableFile {
    List<Value> values = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (int i = 0; i < sample.columns(); i++) {
      String name = sample.header().get(i);
      if (taken.contains(i)) {
        known.add(name);
      } else if (name.isEmpty()) {
        left.add(new Left("column " + (i + 1), "no name"));
      } else if (!known.add(name)) {
        left.add(new Left(name, "column %d has the same name as one before".formatted(i + 1)));
      } else if (kinds.get(i) == ColumnKind.TEXT) {
        left.add(new Left(name, "text"));
      } else if (kinds.get(i) == ColumnKind.EMPTY && sample.whole()) {
        left.add(new Left(name, "empty"));
      } else {
        values.add(value(i, kinds.get(i) != ColumnKind.EMPTY));
      }
    }
    if (values.stream().noneMatch(Value::certain)) {
      throw new UnusableFile(
          "no column besides the time holds numbers as far as one"
              + " can see; name them: --variables; not sent would be: "
              + Names.few(left.stream().map(l -> l.name() + " (" + l.reason() + ")").toList()));
    }
    return values;
  }

  private Value value(int column, boolean certain) {
    return new Value(
        column,
        sample.header().get(column),
        certain,
        kinds.get(column) == ColumnKind.FLAGS ? Flag.of(sample.filled(column)) : Optional.empty());
  }

  private List<Value> named(List<Left> left) throws UnusableFile {
    List<Value> values = new ArrayList<>();
    Set<Integer> wanted = new HashSet<>();
    for (String name : request.variables()) {
      int column = LayoutGuess.column(sample, name);
      if (wanted.add(column)) {
        values.add(value(column, true));
      }
    }
    for (int i = 0; i < sample.columns(); i++) {
      if (!taken.contains(i) && !wanted.contains(i)) {
        left.add(new Left(sample.header().get(i), "not named"));
      }
    }
    return values;
  }

  private Value onlyOne(List<Value> values, List<Left> left) throws UnusableFile {
    List<Value> certain = values.stream().filter(Value::certain).toList();
    List<Value> numbers = certain.stream().filter(v -> v.flag().isEmpty()).toList();
    List<Value> usual =
        certain.stream().filter(v -> v.name().toLowerCase(Locale.ROOT).equals("value")).toList();
    List<Value> chosen = certain.size() == 1 ? certain : numbers.size() == 1 ? numbers : usual;
    if (chosen.size() != 1) {
      throw new UnusableFile(
          ("column '%s' names the variable, and several hold numbers"
                  + " (%s); name the one with its value: --variables")
              .formatted(
                  sample.header().get(names.variable().orElseThrow()),
                  Names.few(certain.stream().map(Value::name).toList())));
    }
    values.stream()
        .filter(value -> !value.equals(chosen.getFirst()))
        .forEach(
            value -> left.add(new Left(value.name(), "the value is " + chosen.getFirst().name())));
    return chosen.getFirst();
  }
}
