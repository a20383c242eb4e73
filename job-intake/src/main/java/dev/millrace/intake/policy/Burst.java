package dev.millrace.intake.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Updates that wait to become one job. */
public sealed interface Burst {

  /** Nothing waits. */
  record None() implements Burst {}

  /**
   * Something does.
   *
   * @param eventIds ids of the updates, oldest first, at most {@link #MOST_IDS}
   * @param count how many updates there were
   */
  record Gathering(List<String> eventIds, long count, Instant first, Instant last)
      implements Burst {
    public Gathering {
      eventIds = List.copyOf(eventIds);
    }
  }

  /** So many ids name a cause well enough; a record should stay small. */
  int MOST_IDS = 256;

  default Burst grown(String eventId, Instant at) {
    return switch (this) {
      case None _ -> new Gathering(List.of(eventId), 1, at, at);
      case Gathering known -> {
        List<String> ids = new ArrayList<>(known.eventIds());
        if (ids.size() < MOST_IDS) {
          ids.add(eventId);
        }
        Instant last = at.isAfter(known.last()) ? at : known.last();
        yield new Gathering(ids, known.count() + 1, known.first(), last);
      }
    };
  }
}
