package dev.millrace.standalone.csv;

import dev.millrace.standalone.csv.FileRequest.Decimal;
import java.util.List;
import java.util.Optional;

/** Guesses whether numbers have a decimal point or a decimal comma. */
final class DecimalGuess {
  private DecimalGuess() {}

  /**
   * The one that reads more cells.
   *
   * @throws UnusableFile when both read all of them and mean different numbers
   */
  static Decimal of(Sample sample, char delimiter, TimeCells time) throws UnusableFile {
    long points = 0;
    long commas = 0;
    Optional<String> either = Optional.empty();
    for (int column = 0; column < sample.columns(); column++) {
      if (time.contains(column)) {
        continue;
      }
      List<String> cells = sample.filled(column);
      if (ColumnKind.of(cells, Decimal.POINT) != ColumnKind.NUMBERS
          && ColumnKind.of(cells, Decimal.COMMA) != ColumnKind.NUMBERS) {
        continue;
      }
      for (String cell : cells) {
        boolean point = Numbers.parse(cell, Decimal.POINT).isPresent();
        boolean comma = Numbers.parse(cell, Decimal.COMMA).isPresent();
        points += point ? 1 : 0;
        commas += comma ? 1 : 0;
        if (point && comma && cell.indexOf(',') >= 0 && either.isEmpty()) {
          either = Optional.of(cell);
        }
      }
    }
    if (commas == points && either.isPresent() && delimiter != ',') {
      throw new UnusableFile(
          ("'%s' may have a decimal comma or be more than a thousand;"
                  + " say which: --decimal comma or --decimal point")
              .formatted(Names.shortened(either.get())));
    }
    return commas > points ? Decimal.COMMA : Decimal.POINT;
  }
}
