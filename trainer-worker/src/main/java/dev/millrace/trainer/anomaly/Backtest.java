package dev.millrace.trainer.anomaly;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Scores the past as it would have been scored then: each stretch by a detector that was fitted to
 * the residuals before it.
 */
public final class Backtest {
  private final List<Residuals> all;
  private final AlarmPolicy policy;
  private final Pace pace;

  /** Looks at out-of-sample residuals of all series. */
  public Backtest(List<Residuals> all, AlarmPolicy policy, Pace pace) {
    this.all = List.copyOf(all);
    this.policy = policy;
    this.pace = pace;
  }

  /**
   * Scores what comes after the first of these times.
   *
   * @param refits when a detector is fitted anew, rising; everything before the first is history
   */
  public List<Scored> run(long[] refits) {
    List<Scored> scored = new ArrayList<>();
    for (Residuals one : all) {
      scored.add(new Scored(one.series(), new long[0], new double[0], new BitSet()));
    }
    for (int i = 0; i < refits.length; i++) {
      long from = refits[i];
      long until = i + 1 < refits.length ? refits[i + 1] : Long.MAX_VALUE;
      List<Residuals> history = all.stream().map(one -> one.before(from)).toList();
      if (history.stream().allMatch(one -> one.count() == 0)) {
        continue;
      }
      Detector detector = DetectorFit.of(history, policy, pace);
      for (int place = 0; place < scored.size(); place++) {
        Residuals known = all.get(place).before(until);
        Scored next = Scored.behind(detector, known, history.get(place).count());
        scored.set(place, scored.get(place).followedBy(next));
      }
    }
    return scored;
  }
}
