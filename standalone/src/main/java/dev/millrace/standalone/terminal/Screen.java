package dev.millrace.standalone.terminal;

import java.util.List;

/**
 * Where progress is shown. On a terminal a block of lines is drawn over its predecessor; elsewhere
 * one plain line is written, and only when it says something new.
 */
public interface Screen {
  /** Shows where things stand: {@code block} on a terminal, {@code line} elsewhere. */
  void show(List<String> block, String line);

  /** Writes a line that stays. */
  void say(String line);

  /** Ends the block: what is shown last stays. */
  void settle();

  Style style();

  int width();
}
