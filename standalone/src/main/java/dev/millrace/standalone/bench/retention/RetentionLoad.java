package dev.millrace.standalone.bench.retention;

import dev.millrace.standalone.bench.snapshot.SnapshotLoad;

/**
 * How much is there, and what of it is kept.
 *
 * @param keepDays what is older goes
 * @param held series of which all is kept, as if a model needed it
 * @param compressed whether TimescaleDB has compressed what it can
 */
public record RetentionLoad(SnapshotLoad series, int keepDays, int held, boolean compressed) {

  public RetentionLoad {
    if (keepDays < 1 || keepDays >= series.days()) {
      throw new IllegalArgumentException(
          "keep-days must be ≥ 1 and less than days, got " + keepDays);
    }
    if (held < 0 || held >= series.series()) {
      throw new IllegalArgumentException("held must be ≥ 0 and less than series, got " + held);
    }
  }

  /** Measurements that stay; the series end at a midnight, as retention does. */
  public long kept() {
    long each = (long) keepDays * SnapshotLoad.MINUTES_PER_DAY / series.stepMinutes();
    return held * series.steps() + (series.series() - held) * each;
  }
}
