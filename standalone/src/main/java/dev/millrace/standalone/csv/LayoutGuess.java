package dev.millrace.standalone.csv;

import dev.millrace.standalone.csv.FileRequest.Decimal;
import dev.millrace.standalone.csv.FileRequest.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Works out where things are: what a person said, and for the rest what the sample shows. */
final class LayoutGuess {
  private final Sample sample;
  private final FileRequest request;
  private final char delimiter;

  LayoutGuess(Sample sample, FileRequest request, char delimiter) {
    this.sample = sample;
    this.request = request;
    this.delimiter = delimiter;
  }

  Layout layout() throws UnusableFile {
    Layout.Time times = new TimeColumn(sample, request.times().in(sample.header())).time();
    TimeCells cells = times.cells();
    Decimal decimal =
        request.text().decimal().isPresent()
            ? request.text().decimal().get()
            : DecimalGuess.of(sample, delimiter, cells);
    List<ColumnKind> kinds = new ArrayList<>();
    for (int i = 0; i < sample.columns(); i++) {
      kinds.add(ColumnKind.of(sample.filled(i), decimal));
    }
    SeriesGuess names = names(cells, kinds);
    return new ValueColumns(sample, request, kinds, cells, names).layout(times, decimal);
  }

  private SeriesGuess names(TimeCells time, List<ColumnKind> kinds) throws UnusableFile {
    Optional<Integer> variable = Optional.empty();
    if (request.variableColumn().isPresent()) {
      variable = Optional.of(column(sample, request.variableColumn().get()));
    }
    List<Integer> series = new ArrayList<>();
    for (String name : request.seriesColumns()) {
      series.add(column(sample, name));
    }
    if (!series.isEmpty() || request.shape().equals(Optional.of(Shape.WIDE))) {
      return new SeriesGuess(series, variable);
    }
    SeriesGuess guess = SeriesGuess.of(sample, time, free(kinds, variable));
    List<Integer> guessed = new ArrayList<>(guess.series());
    Optional<Integer> named = variable.or(guess::variable);
    named.ifPresent(guessed::remove);
    if (guessed.isEmpty() && request.shape().equals(Optional.of(Shape.LONG))) {
      throw new UnusableFile(
          "no column names the series as far as one can see; name it: --series-column");
    }
    return new SeriesGuess(guessed, named);
  }

  /** Columns that were named as values name no series; the variable's column neither. */
  private List<ColumnKind> free(List<ColumnKind> kinds, Optional<Integer> variable) {
    Set<String> taken = new HashSet<>(request.variables());
    variable.map(sample.header()::get).ifPresent(taken::add);
    List<ColumnKind> free = new ArrayList<>(kinds);
    for (int i = 0; i < free.size(); i++) {
      if (taken.contains(sample.header().get(i))) {
        free.set(i, ColumnKind.EMPTY);
      }
    }
    return free;
  }

  /** The index of the column with that name. */
  static int column(Sample sample, String name) throws UnusableFile {
    int index = sample.header().indexOf(name);
    if (index < 0) {
      throw new UnusableFile(
          "there is no column '%s'; the columns are %s"
              .formatted(Names.shortened(name), Names.few(sample.header())));
    }
    return index;
  }
}
