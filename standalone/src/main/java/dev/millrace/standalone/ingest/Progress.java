package dev.millrace.standalone.ingest;

import dev.millrace.standalone.terminal.Bar;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Words;
import java.time.Duration;
import java.util.List;

/** Shows how far a sending is: often enough on a terminal, seldom elsewhere. */
public final class Progress {
  private static final Duration EVERY = Duration.ofMillis(100);

  /** Whoever is done within this time needs no plain lines on the way. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int STEP = 10;
  private static final int BAR = 30;

  private final Screen screen;
  private final String what;
  private final long begun = System.nanoTime();
  private long shown;

  public Progress(Screen screen, String what) {
    this.screen = screen;
    this.what = what;
    show(0, 0);
  }

  /**
   * So far so many rows, and this share of the whole; cheap when it was shown a moment ago.
   *
   * @param share from 0 to 1
   */
  public void at(long rows, double share) {
    if (System.nanoTime() - shown >= EVERY.toNanos()) {
      show(rows, share);
    }
  }

  private void show(long rows, double share) {
    shown = System.nanoTime();
    Duration spent = Duration.ofNanos(shown - begun);
    double perSecond = spent.isZero() ? 0 : rows / (spent.toNanos() / 1e9);
    String pace = "%s rows, %s rows/s".formatted(Words.count(rows), Words.count((long) perSecond));
    String left = share > 0.01 ? ", " + Words.duration(left(spent, share)) + " left" : "";
    int percent = (int) (share * 100);
    boolean quick = spent.compareTo(PATIENCE) < 0 || percent < STEP;
    screen.show(
        List.of(
            "  sending  %s  %d %%, %s%s"
                .formatted(
                    screen.style().cyan(Bar.of(Math.round(share * 1000), 1000, BAR)),
                    percent,
                    pace,
                    left)),
        "sending " + what + (quick ? "" : ": %d %%".formatted(percent / STEP * STEP)));
  }

  private static Duration left(Duration spent, double share) {
    return Duration.ofNanos((long) (spent.toNanos() * (1 - share) / share));
  }

  /** Everything was sent. */
  public void done(long rows) {
    Duration spent = Duration.ofNanos(System.nanoTime() - begun);
    screen.show(
        List.of(
            "  sent     %s  %s in %s"
                .formatted(
                    screen.style().cyan(Bar.of(1, 1, BAR)),
                    Words.count(rows, "row"),
                    Words.duration(spent))),
        "read %s of %s".formatted(Words.count(rows, "row"), what));
    screen.settle();
  }
}
