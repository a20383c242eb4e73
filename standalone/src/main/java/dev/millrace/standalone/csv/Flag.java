package dev.millrace.standalone.csv;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A pair of words that say yes or no; as values they are 1 and 0. */
enum Flag {
  TRUE_FALSE("true", "false"),
  YES_NO("yes", "no"),
  Y_N("Y", "N");

  /** As of numbers: so many cells must be one of the words; the rest is refused by row. */
  private static final double NEARLY_ALL = 0.8;

  private final String yes;
  private final String no;

  Flag(String yes, String no) {
    this.yes = yes;
    this.no = no;
  }

  /**
   * The pair that a column's cells are of. Of words that mean something else elsewhere (NO is
   * Norway, N is north) both must be seen.
   */
  static Optional<Flag> of(List<String> cells) {
    for (Flag flag : values()) {
      long ones = cells.stream().filter(flag.yes::equalsIgnoreCase).count();
      long zeros = cells.stream().filter(flag.no::equalsIgnoreCase).count();
      boolean clear = flag == TRUE_FALSE ? ones + zeros > 0 : ones > 0 && zeros > 0;
      if (clear && ones + zeros >= NEARLY_ALL * cells.size()) {
        return Optional.of(flag);
      }
    }
    return Optional.empty();
  }

  /** 1 or 0; empty for other words. */
  OptionalDouble parse(String cell) {
    if (yes.equalsIgnoreCase(cell)) {
      return OptionalDouble.of(1);
    }
    return no.equalsIgnoreCase(cell) ? OptionalDouble.of(0) : OptionalDouble.empty();
  }

  String describe() {
    return "1 for %s and 0 for %s".formatted(yes, no);
  }

  /** The pair as a word, after "is no". */
  String word() {
    return "%s or %s".formatted(yes, no).toLowerCase(Locale.ROOT);
  }
}
