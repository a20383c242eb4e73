package dev.millrace.standalone.csv;

import java.time.Instant;
import java.time.LocalDateTime;

/** What a text says about a time. */
sealed interface Moment {
  /** An instant: the text has an offset, or counts from 1970. */
  record Known(Instant at) implements Moment {}

  /** What a clock showed; which instant that was depends on where it hangs. */
  record OnClock(LocalDateTime time) implements Moment {}
}
