package dev.millrace.standalone.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long something spent in each of its phases, from the moments at which they were seen. */
public final class PhaseClock {
  private final Map<String, Duration> spent = new LinkedHashMap<>();
  private final Instant begun;
  private String phase;
  private Instant since;

  public PhaseClock(String phase, Instant at) {
    this.phase = phase;
    this.begun = at;
    this.since = at;
  }

  /** Enters a phase; the same phase again changes nothing. */
  public void enter(String next, Instant at) {
    if (!next.equals(phase)) {
      spent.merge(phase, Duration.between(since, at), Duration::plus);
      phase = next;
      since = at;
    }
  }

  /** Time per phase in order of entry, without the phase it is in. */
  public Map<String, Duration> spent() {
    return new LinkedHashMap<>(spent);
  }

  public Duration total() {
    return Duration.between(begun, since);
  }
}
