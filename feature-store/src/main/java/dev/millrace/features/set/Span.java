package dev.millrace.features.set;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far back a feature looks: in steps of the series, or in time, which is as many steps as the
 * series has in it. So one declaration serves series of any rhythm.
 */
public sealed interface Span {

  /** Steps of a series whose step has that length; at least 1. */
  int steps(long stepMillis);

  /** A number of steps, whatever their length. */
  record Steps(int count) implements Span {
    public Steps {
      Limits.checkSteps("a number of steps", count);
    }

    @Override
    public int steps(long stepMillis) {
      return count;
    }
  }

  /** A time; rounded to whole steps, and one step where the step is longer. */
  record Time(Duration length) implements Span {
    public Time {
      if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a time must be 1s to %dd, got %s".formatted(LONGEST.toDays(), length));
      }
    }

    @Override
    public int steps(long stepMillis) {
      long rounded = (length.toMillis() + stepMillis / 2) / stepMillis;
      return Math.clamp(rounded, 1, Limits.MOST_STEPS);
    }
  }

  Duration SHORTEST = Duration.ofSeconds(1);
  Duration LONGEST = Duration.ofDays(3660);

  Pattern WRITTEN = Pattern.compile("(\\d{1,9})(s|m|h|d|w)?");

  /** Reads {@code 24} (steps), {@code 90s}, {@code 30m}, {@code 24h}, {@code 7d} or {@code 4w}. */
  static Optional<Span> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int count = Integer.parseInt(matcher.group(1));
    if (matcher.group(2) == null) {
      return Optional.of(new Steps(count));
    }
    return Optional.of(
        new Time(
            switch (matcher.group(2)) {
              case "s" -> Duration.ofSeconds(count);
              case "m" -> Duration.ofMinutes(count);
              case "h" -> Duration.ofHours(count);
              case "d" -> Duration.ofDays(count);
              default -> Duration.ofDays(7L * count);
            }));
  }
}
