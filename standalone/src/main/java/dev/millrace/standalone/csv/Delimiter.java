package dev.millrace.standalone.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Guesses which character parts the fields. */
final class Delimiter {
  private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
  private static final double MOST_LINES = 0.9;

  private Delimiter() {}

  /**
   * The candidate that cuts nearly all lines into as many fields as the header, and into the most;
   * a comma when none does. What stands in quotes does not count.
   *
   * @param head the beginning of the file; its last line may be cut off
   */
  static char guess(String head) {
    char best = ',';
    int most = 0;
    for (char candidate : CANDIDATES) {
      List<Integer> counts = occurrences(head, candidate);
      int header = counts.getFirst();
      long alike = counts.stream().filter(count -> count == header).count();
      if (header > most && alike >= MOST_LINES * counts.size()) {
        most = header;
        best = candidate;
      }
    }
    return most > 0 ? best : fallback(head);
  }

  /** Of ragged files: the candidate that is most frequent in the header. */
  private static char fallback(String head) {
    Map<Character, Integer> inHeader = new HashMap<>();
    CANDIDATES.forEach(each -> inHeader.put(each, occurrences(head, each).getFirst()));
    char best = ',';
    for (char candidate : CANDIDATES) {
      if (inHeader.getOrDefault(candidate, 0) > inHeader.getOrDefault(best, 0)) {
        best = candidate;
      }
    }
    return best;
  }

  /** How often it stands in each line that is not blank; the last one only if it is whole. */
  private static List<Integer> occurrences(String head, char delimiter) {
    List<Integer> counts = new ArrayList<>();
    boolean quoted = false;
    boolean blank = true;
    int count = 0;
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if ((c == '\n' || c == '\r') && !quoted) {
        if (!blank) {
          counts.add(count);
        }
        count = 0;
        blank = true;
        continue;
      } else if (c == delimiter && !quoted) {
        count++;
      }
      blank = blank && Character.isWhitespace(c) && c != delimiter;
    }
    if (counts.isEmpty()) {
      counts.add(count);
    }
    return counts;
  }
}
