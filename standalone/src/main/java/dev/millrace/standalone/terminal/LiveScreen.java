package dev.millrace.standalone.terminal;

import java.io.PrintStream;
import java.util.List;

/** A block of lines that is redrawn in place with ANSI sequences. */
public final class LiveScreen implements Screen {
  private static final String CLEAR_TO_END = "\r\u001b[0J";

  private final PrintStream out;
  private final int width;
  private final Style style;
  private List<String> block = List.of();

  public LiveScreen(PrintStream out, int width, Style style) {
    this.out = out;
    this.width = width;
    this.style = style;
  }

  @Override
  public synchronized void show(List<String> lines, String line) {
    List<String> fitting = lines.stream().map(each -> Clip.to(each, width - 1)).toList();
    if (!fitting.equals(block)) {
      out.print(erase() + text(fitting));
      out.flush();
      block = fitting;
    }
  }

  @Override
  public synchronized void say(String line) {
    out.print(erase() + line + "\n" + text(block));
    out.flush();
  }

  @Override
  public synchronized void settle() {
    block = List.of();
  }

  @Override
  public Style style() {
    return style;
  }

  @Override
  public int width() {
    return width;
  }

  private String erase() {
    return block.isEmpty() ? "" : "\u001b[%dA".formatted(block.size()) + CLEAR_TO_END;
  }

  private static String text(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
