package dev.millrace.standalone.csv;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The line on which a series had a time, for every time so far. Runs of equal steps are kept, not
 * times: a regular series takes a hundred bytes, whatever its length.
 */
final class SeenTimes {
  private final int mostRuns;
  private final int direction;
  private final Map<String, NavigableMap<Long, Run>> bySeries = new HashMap<>();
  private int runs;

  /**
   * Nothing was seen yet.
   *
   * @param backwards whether later times come first
   * @param mostRuns so many are remembered, and none that come later
   */
  SeenTimes(boolean backwards, int mostRuns) {
    this.direction = backwards ? -1 : 1;
    this.mostRuns = mostRuns;
  }

  /** The line that had the time before; empty, and the time is remembered, when none had. */
  OptionalLong before(String series, long millis, long line) {
    long time = direction * millis;
    NavigableMap<Long, Run> known = bySeries.computeIfAbsent(series, _ -> new TreeMap<>());
    Map.Entry<Long, Run> below = known.floorEntry(time);
    if (below == null) {
      add(known, time, new Run(time, line));
      return OptionalLong.empty();
    }
    Run run = below.getValue();
    if (time <= run.end()) {
      OptionalLong seen = run.lineOf(time);
      if (seen.isEmpty()) {
        add(known, run.firstAbove(time), run.splitAt(time));
        add(known, time, new Run(time, line));
      }
      return seen;
    }
    if (!run.takes(time, line)) {
      add(known, time, new Run(time, line));
    }
    return OptionalLong.empty();
  }

  private void add(Map<Long, Run> known, long time, Run run) {
    if (runs < mostRuns) {
      known.put(time, run);
      runs++;
    }
  }

  /** Whether so many irregular times came that later ones were not remembered. */
  boolean forgetful() {
    return runs >= mostRuns;
  }

  /** Times at equal steps, on lines at equal steps. No two runs of a series overlap. */
  private static final class Run {
    private final long time;
    private final long line;
    private long timeStep;
    private long lineStep;
    private long steps;

    Run(long time, long line) {
      this.time = time;
      this.line = line;
    }

    long end() {
      return time + timeStep * steps;
    }

    /** Whether the next time, which is later than all of the run, is one step further. */
    boolean takes(long next, long nextLine) {
      if (steps == 0) {
        timeStep = next - time;
        lineStep = nextLine - line;
      } else if (next - end() != timeStep || nextLine != line + lineStep * (steps + 1)) {
        return false;
      }
      steps++;
      return true;
    }

    OptionalLong lineOf(long within) {
      long distance = within - time;
      if (distance == 0) {
        return OptionalLong.of(line);
      }
      return distance % timeStep == 0
          ? OptionalLong.of(line + lineStep * (distance / timeStep))
          : OptionalLong.empty();
    }

    /** The run's first time after one that lies between two of them. */
    long firstAbove(long between) {
      return time + timeStep * ((between - time) / timeStep + 1);
    }

    /** Cuts off, and gives, what is later than a time between two of the run. */
    Run splitAt(long between) {
      long kept = (between - time) / timeStep;
      Run rest = new Run(time + timeStep * (kept + 1), line + lineStep * (kept + 1));
      rest.steps = steps - kept - 1;
      rest.timeStep = timeStep;
      rest.lineStep = lineStep;
      steps = kept;
      return rest;
    }
  }
}
