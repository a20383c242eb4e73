package dev.millrace.standalone.terminal;

/** Cuts lines to a width; colour sequences take no room. */
final class Clip {
  private static final char ESCAPE = '\u001b';

  private Clip() {}

  static String to(String line, int width) {
    StringBuilder kept = new StringBuilder(line.length());
    int visible = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ESCAPE) {
        int end = line.indexOf('m', i);
        kept.append(line, i, end + 1);
        i = end;
      } else if (visible < width) {
        kept.append(c);
        visible++;
      }
    }
    return kept.toString();
  }
}
