package dev.millrace.trainer.worker;

import dev.millrace.events.RankProgressed;
import dev.millrace.trainer.worker.codec.RankEvents;
import dev.millrace.trainer.xgboost.RankAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What was heard of attempts that several ranks train together: where the ranks meet, and which
 * attempts have lost one, so that the others need not go on. Remembers the latest; thread-safe.
 */
final class Gangs {
  private static final int REMEMBERED = 10_000;
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Map<String, RankAddress> meetings = latest();
  private final Map<String, String> broken = latest();
  private final Map<String, Set<Runnable>> affected = new HashMap<>();

  private static <V> Map<String, V> latest() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  synchronized void note(RankProgressed event) {
    String attempt = RankEvents.attempt(event);
    switch (event.getPhase()) {
      case MEETING -> meets(attempt, event);
      case GAVE_UP ->
          breaks(attempt, "rank %d gave up: %s".formatted(event.getRank(), event.getMessage()));
      case STARTED, ALIVE, DONE, UNKNOWN -> {}
    }
  }

  private void meets(String attempt, RankProgressed event) {
    try {
      meetings.put(attempt, new RankAddress(event.getHost(), event.getPort()));
      notifyAll();
    } catch (IllegalArgumentException e) {
      breaks(attempt, "nobody can meet at that address: " + e.getMessage());
    }
  }

  /** The pool has given the trial to a later attempt. */
  synchronized void lost(String attempt) {
    breaks(attempt, "a rank of the attempt was lost");
  }

  private void breaks(String attempt, String why) {
    broken.putIfAbsent(attempt, why);
    affected.getOrDefault(attempt, Set.of()).forEach(Runnable::run);
    notifyAll();
  }

  /** Why the attempt can bring nothing any more, if so. */
  synchronized Optional<String> broken(String attempt) {
    return Optional.ofNullable(broken.get(attempt));
  }

  /**
   * Runs this when the attempt breaks, or now if it is broken already; it must not wait, and may be
   * run more than once.
   *
   * @return to be closed by who is not affected any more
   */
  synchronized Affected whenBroken(String attempt, Runnable then) {
    affected.computeIfAbsent(attempt, _ -> new HashSet<>()).add(then);
    if (broken.containsKey(attempt)) {
      then.run();
    }
    return () -> forget(attempt, then);
  }

  private synchronized void forget(String attempt, Runnable then) {
    Set<Runnable> left = affected.getOrDefault(attempt, Set.of());
    left.remove(then);
    if (left.isEmpty()) {
      affected.remove(attempt);
    }
  }

  /** Somebody who has to know when an attempt breaks. */
  interface Affected extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for rank 0.
   *
   * @param given why not to wait any longer, if so
   * @return empty when it did not come in time, or there was a reason to give up
   */
  synchronized Optional<RankAddress> awaitMeeting(
      String attempt, Duration patience, Supplier<Optional<String>> given)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!meetings.containsKey(attempt)
        && until - System.nanoTime() > 0
        && given.get().isEmpty()) {
      wait(LOOK_AGAIN_MILLIS);
    }
    return Optional.ofNullable(meetings.get(attempt));
  }
}
