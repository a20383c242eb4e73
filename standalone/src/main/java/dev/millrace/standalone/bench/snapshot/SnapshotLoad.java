package dev.millrace.standalone.bench.snapshot;

/**
 * How much is measured.
 *
 * @param series how many, of one variable each
 * @param days length of each
 * @param stepMinutes minutes from one value to the next
 */
public record SnapshotLoad(int series, int days, int stepMinutes) {

  public static final int MINUTES_PER_DAY = 1440;

  public SnapshotLoad {
    if (series < 1) {
      throw new IllegalArgumentException("series must be ≥ 1, got " + series);
    }
    if (days < 1) {
      throw new IllegalArgumentException("days must be ≥ 1, got " + days);
    }
    if (stepMinutes < 1 || stepMinutes > MINUTES_PER_DAY) {
      throw new IllegalArgumentException(
          "step-minutes must be 1 to %d, got %d".formatted(MINUTES_PER_DAY, stepMinutes));
    }
  }

  /** Values of one series. */
  public long steps() {
    return (long) days * MINUTES_PER_DAY / stepMinutes;
  }

  /** Values of all series. */
  public long values() {
    return series * steps();
  }
}
