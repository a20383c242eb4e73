package dev.millrace.standalone.terminal;

/** A progress bar with a resolution of an eighth of a character. */
public final class Bar {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private Bar() {}

  /** Draws {@code done} of {@code total} into exactly {@code width} characters. */
  public static String of(long done, long total, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be ≥ 1, got " + width);
    }
    double share = total <= 0 ? 0 : Math.clamp((double) done / total, 0.0, 1.0);
    int eighths = (int) Math.floor(share * width * 8);
    StringBuilder bar = new StringBuilder("█".repeat(eighths / 8));
    if (bar.length() < width) {
      bar.append(EIGHTHS.charAt(eighths % 8));
    }
    return bar.append(" ".repeat(width - bar.length())).toString();
  }
}
