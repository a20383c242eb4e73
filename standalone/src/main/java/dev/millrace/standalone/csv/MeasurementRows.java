package dev.millrace.standalone.csv;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Rows as values, one at a time. */
public final class MeasurementRows implements AutoCloseable {
  private static final int MOST_RUNS = 400_000;

  private final RawRows rows;
  private final Layout layout;
  private final FileRequest request;
  private final Clocks clocks;
  private final SeenTimes seen;
  private long passedOver;
  private long duplicates;
  private long withOffset;
  private long withoutOffset;

  MeasurementRows(RawRows rows, Layout layout, FileRequest request) {
    this.rows = rows;
    this.layout = layout;
    this.request = request;
    this.clocks = new Clocks(layout.time().zone(), layout.time().backwards());
    this.seen = new SeenTimes(layout.time().backwards(), MOST_RUNS);
  }

  /** The next row; empty behind the last. */
  public Optional<Row> next() throws IOException, UnusableFile {
    Optional<RawRow> raw = rows.next();
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(row(raw.get()));
    } catch (UnreadableTime | Refusal e) {
      return Optional.of(new Row.Refused(raw.get().line(), String.valueOf(e.getMessage())));
    }
  }

  /** The share of the file that has been read, from 0 to 1. */
  public double share() {
    return rows.share();
  }

  /** Rows that were refused because their series had their time before. */
  public long duplicates() {
    return duplicates;
  }

  /** Whether there were too many irregular times to find every row that stands there twice. */
  public boolean mayHaveMissedDuplicates() {
    return seen.forgetful();
  }

  /** Rows of the hour that the clocks showed twice. */
  public long rowsOfARepeatedHour() {
    return clocks.rowsOfARepeatedHour();
  }

  /** Rows that leave their offset to the zone, in a file where others name one; else 0. */
  public long rowsWithoutTheOffsetOfOthers() {
    return withOffset == 0 ? 0 : withoutOffset;
  }

  /** Cells with text in columns that were empty at first. */
  public long cellsPassedOver() {
    return passedOver;
  }

  private Row row(RawRow raw) throws UnreadableTime, Refusal {
    refuseOtherWidth(raw);
    String series = series(raw);
    if (namesAnother(series)) {
      return new Row.OfAnotherSeries(raw.line());
    }
    String prefix = layout.variable().isEmpty() ? "" : raw.cell(layout.variable().get());
    if (layout.variable().isPresent() && prefix.isEmpty()) {
      throw new Refusal("the column that names the variable is empty");
    }
    List<Row.Value> values = values(raw, prefix);
    String key = prefix.isEmpty() ? series : series + '\0' + prefix;
    Instant at = instant(key, layout.time().cells().text(raw));
    if (!values.isEmpty()) {
      refuseDuplicate(key, at, raw.line());
    }
    return new Row.Values(raw.line(), at, series, values);
  }

  private void refuseOtherWidth(RawRow raw) throws Refusal {
    int columns = layout.header().size();
    List<String> cells = raw.cells();
    boolean tail =
        cells.size() > columns
            && cells.subList(columns, cells.size()).stream().allMatch(String::isEmpty);
    if (cells.size() != columns && !tail) {
      throw new Refusal("%d fields, the header has %d".formatted(cells.size(), columns));
    }
  }

  private String series(RawRow raw) throws Refusal {
    List<Integer> columns = layout.series();
    if (columns.isEmpty()) {
      return request.series().orElse(request.fileSeries());
    }
    String series = raw.cell(columns.getFirst());
    for (int column : columns.subList(1, columns.size())) {
      series = series + "/" + raw.cell(column);
    }
    if (series.isEmpty()) {
      throw new Refusal("the series column is empty");
    }
    return series;
  }

  private boolean namesAnother(String series) {
    return !layout.series().isEmpty()
        && request.series().isPresent()
        && !request.series().get().equals(series);
  }

  private List<Row.Value> values(RawRow raw, String variable) throws Refusal {
    List<Row.Value> values = new ArrayList<>(layout.values().size());
    for (Layout.Value column : layout.values()) {
      String cell = raw.cell(column.column());
      OptionalDouble value = column.parse(cell, layout.decimal());
      if (value.isPresent()) {
        values.add(
            new Row.Value(variable.isEmpty() ? column.name() : variable, value.getAsDouble()));
      } else if (!Numbers.isBlank(cell)) {
        if (column.certain()) {
          throw new Refusal(
              "'%s' in column '%s' is no %s"
                  .formatted(Names.shortened(cell), Names.shortened(column.name()), column.kind()));
        }
        passedOver++;
      }
    }
    return values;
  }

  private Instant instant(String key, String cell) throws UnreadableTime {
    return switch (layout.time().format().parse(cell)) {
      case Moment.Known(var at) -> {
        withOffset++;
        yield at;
      }
      case Moment.OnClock(var time) -> {
        withoutOffset++;
        yield clocks.at(key, time);
      }
    };
  }

  private void refuseDuplicate(String key, Instant at, long line) throws Refusal {
    OptionalLong before = seen.before(key, at.toEpochMilli(), line);
    if (before.isPresent()) {
      duplicates++;
      throw new Refusal(
          "%s stands on line %d already, for the same series; the first row counts"
              .formatted(at, before.getAsLong()));
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** Why a row is not read. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message, null, false, false);
    }
  }
}
