package dev.millrace.standalone.csv;

import java.util.List;

/** Guesses which character parts the fields. */
public final class Delimiter {
  private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');

  private Delimiter() {}

  /**
   * The candidate that cuts all of the lines into the same number of fields, and into the most; a
   * comma when none does. Delimiters within quotes do not count.
   *
   * @param lines the first lines of the file, header included
   */
  public static char guess(List<String> lines) {
    char best = ',';
    long most = 0;
    for (char candidate : CANDIDATES) {
      List<Long> counts = lines.stream().map(line -> occurrences(line, candidate)).toList();
      boolean same = counts.stream().distinct().count() == 1;
      if (same && counts.getFirst() > most) {
        most = counts.getFirst();
        best = candidate;
      }
    }
    return best;
  }

  private static long occurrences(String line, char delimiter) {
    long count = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        count++;
      }
    }
    return count;
  }
}
