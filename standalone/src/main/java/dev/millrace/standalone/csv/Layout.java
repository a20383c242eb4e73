package dev.millrace.standalone.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where things are in a file.
 *
 * @param delimiter character that parts the fields
 * @param columns number of fields in the header
 * @param time index of the time column
 * @param timeFormat how it writes times
 * @param series index of the column that names the series; empty = one series
 * @param variables index of each value column by its name
 */
public record Layout(
    char delimiter,
    int columns,
    int time,
    TimeFormat timeFormat,
    Optional<Integer> series,
    Map<String, Integer> variables) {

  /** A column counts as numeric when so many of the first cells are; the rest is refused by row. */
  private static final double NUMERIC_SHARE = 0.8;

  public Layout {
    variables = Map.copyOf(variables);
  }

  /** Works out the layout from the header and the first rows. */
  static Layout of(
      char delimiter, List<String> header, List<List<String>> rows, FileRequest request)
      throws UnusableFile {
    int time = column(header, request.timeColumn());
    Optional<Integer> series = Optional.empty();
    if (request.seriesColumn().isPresent()) {
      series = Optional.of(column(header, request.seriesColumn().get()));
    }
    Map<String, Integer> variables =
        request.variables().isEmpty()
            ? numericColumns(delimiter, header, rows, time, series)
            : named(header, request.variables());
    TimeFormat format = timeFormat(rows, time, request);
    return new Layout(delimiter, header.size(), time, format, series, variables);
  }

  private static int column(List<String> header, String name) throws UnusableFile {
    int index = header.indexOf(name);
    if (index < 0) {
      throw new UnusableFile(
          "there is no column '%s'; the columns are %s".formatted(name, String.join(", ", header)));
    }
    return index;
  }

  private static Map<String, Integer> named(List<String> header, List<String> names)
      throws UnusableFile {
    Map<String, Integer> columns = new TreeMap<>();
    for (String name : names) {
      columns.put(name, column(header, name));
    }
    return columns;
  }

  private static Map<String, Integer> numericColumns(
      char delimiter,
      List<String> header,
      List<List<String>> rows,
      int time,
      Optional<Integer> series)
      throws UnusableFile {
    Map<String, Integer> columns = new TreeMap<>();
    for (int i = 0; i < header.size(); i++) {
      int index = i;
      List<String> cells = new ArrayList<>();
      rows.stream()
          .filter(row -> index < row.size() && !Numbers.isBlank(row.get(index)))
          .forEach(row -> cells.add(row.get(index)));
      long numbers =
          cells.stream().filter(cell -> Numbers.parse(cell, delimiter).isPresent()).count();
      boolean numeric = !cells.isEmpty() && numbers >= NUMERIC_SHARE * cells.size();
      if (numeric && i != time && series.stream().noneMatch(column -> column == index)) {
        columns.put(header.get(i), i);
      }
    }
    if (columns.isEmpty()) {
      throw new UnusableFile("no column besides the time holds numbers; name them: --variables");
    }
    return columns;
  }

  private static TimeFormat timeFormat(List<List<String>> rows, int time, FileRequest request)
      throws UnusableFile {
    if (request.timePattern().isPresent()) {
      return TimeFormat.ofPattern(request.timePattern().get(), request.zone());
    }
    List<String> samples =
        rows.stream()
            .filter(row -> time < row.size())
            .map(row -> row.get(time))
            .filter(cell -> !Numbers.isBlank(cell))
            .toList();
    return TimeFormat.guess(samples, request.zone())
        .orElseThrow(
            () ->
                new UnusableFile(
                    "the times in column '%s' (%s) are of no known format; name it: --time-format"
                        .formatted(
                            request.timeColumn(),
                            String.join(", ", samples.subList(0, Math.min(3, samples.size()))))));
  }
}
