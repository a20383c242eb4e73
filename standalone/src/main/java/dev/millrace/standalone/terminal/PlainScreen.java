package dev.millrace.standalone.terminal;

import java.io.PrintStream;
import java.util.List;

/** Lines for logs, pipes and files. */
public final class PlainScreen implements Screen {
  private final PrintStream out;
  private final int width;
  private String last = "";

  public PlainScreen(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  @Override
  public synchronized void show(List<String> block, String line) {
    if (!line.equals(last)) {
      last = line;
      out.println(line);
      out.flush();
    }
  }

  @Override
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public synchronized void settle() {
    last = "";
  }

  @Override
  public Style style() {
    return Style.PLAIN;
  }

  @Override
  public int width() {
    return width;
  }
}
