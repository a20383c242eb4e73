package dev.millrace.standalone.csv;

import java.util.List;

/** Texts out of a file, made fit for a message. */
final class Names {
  private static final int SHOWN = 8;
  private static final int LONGEST = 60;

  private Names() {}

  /** The first few names, and how many there are besides. */
  static String few(List<String> names) {
    List<String> shown = names.stream().limit(SHOWN).map(Names::shortened).toList();
    int more = names.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? ", and %,d more".formatted(more) : "");
  }

  /** One line of bearable length, without control characters. */
  static String shortened(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return cut.codePoints().anyMatch(Character::isISOControl)
        ? cut.replaceAll("\\p{Cntrl}", "?")
        : cut;
  }
}
