package dev.millrace.features.online;

/** Series cannot be loaded now; the message says why. */
public final class SeriesUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SeriesUnavailable(String why) {
    super(why);
  }

  public SeriesUnavailable(String why, Throwable cause) {
    super(why, cause);
  }
}
