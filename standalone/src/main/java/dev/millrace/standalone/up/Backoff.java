package dev.millrace.standalone.up;

import java.time.Duration;

/**
 * How long to wait before a process that died is started again: twice as long after each quick
 * death, and from the beginning after one that had worked for a while.
 */
public record Backoff(Duration next) {
  static final Duration SHORTEST = Duration.ofMillis(250);
  static final Duration LONGEST = Duration.ofSeconds(30);
  static final Duration HEALTHY = Duration.ofSeconds(60);

  public static Backoff fresh() {
    return new Backoff(SHORTEST);
  }

  /** After a life of that length. */
  public Backoff after(Duration life) {
    if (life.compareTo(HEALTHY) >= 0) {
      return fresh();
    }
    Duration doubled = next.multipliedBy(2);
    return new Backoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
  }
}
