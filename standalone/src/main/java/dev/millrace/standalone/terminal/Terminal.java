package dev.millrace.standalone.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * The process's two streams and what they are connected to. The launcher says so in the system
 * properties {@code millrace.stdout.tty}, {@code millrace.stderr.tty} and {@code millrace.columns}:
 * a JVM cannot ask about one stream alone. Without the launcher nothing is a terminal.
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean outIsTty, boolean errIsTty, int width, Style style) {
  private static final int DEFAULT_WIDTH = 100;

  /** The process's own streams, in UTF-8. */
  public static Terminal ofProcess(Map<String, String> env, Properties properties) {
    boolean dumb = env.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        !dumb && properties.getProperty("millrace.stdout.tty", "").equals("1"),
        !dumb && properties.getProperty("millrace.stderr.tty", "").equals("1"),
        width(properties.getProperty("millrace.columns", "")),
        env.containsKey("NO_COLOR") ? Style.PLAIN : Style.ANSI);
  }

  /** Where progress goes: to stderr when stdout is for a program. */
  public Screen screen(boolean stdoutIsForAProgram) {
    PrintStream stream = stdoutIsForAProgram ? err : out;
    boolean tty = stdoutIsForAProgram ? errIsTty : outIsTty;
    return tty ? new LiveScreen(stream, width, style) : new PlainScreen(stream, DEFAULT_WIDTH);
  }

  private static int width(String columns) {
    return columns.matches("[1-9][0-9]{1,4}")
        ? Math.clamp(Integer.parseInt(columns), 40, 160)
        : DEFAULT_WIDTH;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
