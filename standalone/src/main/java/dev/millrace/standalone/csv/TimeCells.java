package dev.millrace.standalone.csv;

import java.util.List;
import java.util.Optional;

/**
 * Where a row says when it was: in one cell, or in one with the date and one with the time of day.
 *
 * @param column the only one, or the one with the date
 * @param asWritten whether the two cells are joined as they are, for a pattern that somebody named
 */
record TimeCells(int column, Optional<TimeOfDay> ofDay, boolean asWritten) {

  static TimeCells of(int column) {
    return new TimeCells(column, Optional.empty(), false);
  }

  boolean contains(int other) {
    return other == column || ofDay.filter(time -> time.column() == other).isPresent();
  }

  /** The row's time as text; a date without the time of day that should be there is none. */
  String text(RawRow row) {
    String date = row.cell(column);
    if (ofDay.isEmpty() || Numbers.isBlank(date)) {
      return date;
    }
    String time = row.cell(ofDay.get().column());
    return date + " " + (asWritten ? time : ofDay.get().clock(time));
  }

  /** The times of the sample's rows that have one, in file order. */
  List<String> filled(Sample sample) {
    return sample.rows().stream().map(this::text).filter(text -> !Numbers.isBlank(text)).toList();
  }

  /** The names of the columns. */
  List<String> names(List<String> header) {
    return ofDay
        .map(time -> List.of(header.get(column), header.get(time.column())))
        .orElseGet(() -> List.of(header.get(column)));
  }

  /** What is said about the cells besides the pattern. */
  String describe() {
    return ofDay.map(TimeOfDay::describe).orElse("");
  }
}
