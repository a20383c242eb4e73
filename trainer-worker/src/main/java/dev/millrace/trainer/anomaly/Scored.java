package dev.millrace.trainer.anomaly;

import java.util.Arrays;
import java.util.BitSet;

/** A series with a score per point. Arrays are handed out as they are and never written to. */
public final class Scored {
  private final String series;
  private final long[] times;
  private final double[] scores;
  private final BitSet alarms;

  Scored(String series, long[] times, double[] scores, BitSet alarms) {
    this.series = series;
    this.times = times;
    this.scores = scores;
    this.alarms = alarms;
  }

  /** Scores one series from its begin. */
  public static Scored of(Detector detector, Residuals residuals) {
    return behind(detector, residuals, 0);
  }

  /** Scores the points from an index on; those before it are only looked back at. */
  static Scored behind(Detector detector, Residuals residuals, int from) {
    int count = residuals.count() - from;
    double[] scores = new double[count];
    BitSet alarms = new BitSet(count);
    Detector.Stream stream = detector.stream(residuals.series());
    for (int i = 0; i < residuals.count(); i++) {
      Detector.Verdict verdict = stream.next(residuals.values()[i]);
      if (i >= from) {
        scores[i - from] = verdict.score();
        alarms.set(i - from, verdict.alarm());
      }
    }
    long[] times = Arrays.copyOfRange(residuals.times(), from, residuals.count());
    return new Scored(residuals.series(), times, scores, alarms);
  }

  /** Both in one; the other follows this one in time. */
  Scored followedBy(Scored next) {
    long[] allTimes = Arrays.copyOf(times, times.length + next.times.length);
    System.arraycopy(next.times, 0, allTimes, times.length, next.times.length);
    double[] allScores = Arrays.copyOf(scores, allTimes.length);
    System.arraycopy(next.scores, 0, allScores, times.length, next.scores.length);
    BitSet allAlarms = (BitSet) alarms.clone();
    next.alarms.stream().forEach(i -> allAlarms.set(times.length + i));
    return new Scored(series, allTimes, allScores, allAlarms);
  }

  public String series() {
    return series;
  }

  /** How many points it has. */
  public int count() {
    return times.length;
  }

  /** Microseconds since 1970-01-01. */
  public long time(int point) {
    return times[point];
  }

  double[] scores() {
    return scores;
  }

  /** Surprise of a point: 3 is one in a thousand. */
  public double score(int point) {
    return scores[point];
  }

  /** Whether the score is above the threshold. */
  public boolean alarm(int point) {
    return alarms.get(point);
  }
}
