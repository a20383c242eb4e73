package dev.millrace.features.online;

import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Pulse;
import dev.millrace.features.series.Rhythm;
import dev.millrace.features.series.Versions;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recent versions of a variable, by time and then by when they were recorded. Not for several
 * threads.
 *
 * <p>Of what lies before them the last observation is kept, the first time and the {@link Pulse}:
 * enough to have the grid, the windows and the steps that the whole would give.
 */
final class RecentVersions {

  /** Less is not worth forgetting. */
  private static final int FEW = 128;

  private long[] times;
  private long[] recorded;
  private double[] values;
  private int size;
  private long first = Long.MAX_VALUE;
  private long from = VariablePast.WHOLE;
  private Optional<Pulse> pulse = Optional.empty();
  private boolean forgettable = true;
  private boolean outdated;
  private @Nullable VariablePast past;

  RecentVersions(int capacity) {
    times = new long[Math.max(1, capacity)];
    recorded = new long[times.length];
    values = new double[times.length];
  }

  /** Adds a version; one that is there already stays as it is. */
  void add(long time, long recordedAt, double value) {
    int place = place(time, recordedAt);
    boolean there = place < size && times[place] == time;
    if (there && recorded[place] == recordedAt) {
      return;
    }
    boolean newTime = !there && (place == 0 || times[place - 1] != time);
    if (newTime && time < from) {
      // Nobody knows whether it is new, nor what it does to the rhythm.
      outdated = true;
      return;
    }
    if (newTime && pulse.isPresent() && !sameRhythm(pulse.get(), place, time)) {
      outdated = true;
    }
    insert(place, time, recordedAt, value);
    first = Math.min(first, time);
    past = null;
  }

  private boolean sameRhythm(Pulse kept, int place, long time) {
    return place == size
        ? kept.append(times[place - 1], time)
        : kept.insert(times[place - 1], time, times[place]);
  }

  /** Whether something was added that makes it necessary to look at the whole again. */
  boolean outdated() {
    return outdated;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The last time that was observed; there must be one. */
  long last() {
    return times[size - 1];
  }

  /** What is at hand. */
  VariablePast past() {
    if (past == null) {
      Observations observed = observed();
      Optional<Rhythm> rhythm = pulse.isPresent() ? pulse.map(Pulse::rhythm) : Rhythm.of(observed);
      past =
          new VariablePast(
              observed,
              new Versions(
                  Arrays.copyOf(times, size),
                  Arrays.copyOf(recorded, size),
                  Arrays.copyOf(values, size)),
              rhythm,
              first,
              from);
    }
    return past;
  }

  private Observations observed() {
    long[] distinct = new long[size];
    double[] latest = new double[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (i + 1 == size || times[i + 1] != times[i]) {
        distinct[count] = times[i];
        latest[count++] = values[i];
      }
    }
    return new Observations(Arrays.copyOf(distinct, count), Arrays.copyOf(latest, count), 0);
  }

  /**
   * Forgets what lies longer before the last observation than that, except the observation before
   * it, when it is at least as much as what stays.
   *
   * @return whether anything was forgotten
   */
  boolean keep(long reachMillis) {
    if (size <= FEW || !forgettable || last() - times[0] <= 2 * reachMillis) {
      return false;
    }
    long cut = last() - reachMillis;
    int end = place(cut, Long.MIN_VALUE);
    if (end == 0 || 2 * end < size) {
      return false;
    }
    if (pulse.isEmpty()) {
      pulse = Pulse.of(observed());
      forgettable = pulse.isPresent();
    }
    if (forgettable) {
      forget(place(times[end - 1], Long.MIN_VALUE));
      from = cut;
      past = null;
    }
    return forgettable;
  }

  private void forget(int count) {
    times = Arrays.copyOfRange(times, count, size);
    recorded = Arrays.copyOfRange(recorded, count, size);
    values = Arrays.copyOfRange(values, count, size);
    size -= count;
  }

  private void insert(int place, long time, long recordedAt, double value) {
    if (size == times.length) {
      int length = size + (size >> 1) + 16;
      times = Arrays.copyOf(times, length);
      recorded = Arrays.copyOf(recorded, length);
      values = Arrays.copyOf(values, length);
    }
    System.arraycopy(times, place, times, place + 1, size - place);
    System.arraycopy(recorded, place, recorded, place + 1, size - place);
    System.arraycopy(values, place, values, place + 1, size - place);
    times[place] = time;
    recorded[place] = recordedAt;
    values[place] = value;
    size++;
  }

  /** The first place whose version is not before the given one. */
  private int place(long time, long recordedAt) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before =
          times[middle] < time || (times[middle] == time && recorded[middle] < recordedAt);
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    return low;
  }
}
