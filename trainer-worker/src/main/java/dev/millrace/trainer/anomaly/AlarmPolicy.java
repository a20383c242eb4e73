package dev.millrace.trainer.anomaly;

/**
 * What is wanted of a detector.
 *
 * @param falseAlarmsPerWeek at most so many incidents a week and series that are none, above 0
 */
public record AlarmPolicy(Threshold threshold, double falseAlarmsPerWeek) {
  public static final AlarmPolicy DEFAULT = new AlarmPolicy(Threshold.EXTREME_VALUE, 1);

  /** The rate is an estimate; what is wanted is a bound. */
  private static final double MARGIN = 0.7;

  public AlarmPolicy {
    if (!(falseAlarmsPerWeek > 0) || Double.isInfinite(falseAlarmsPerWeek)) {
      throw new IllegalArgumentException(
          "training.false_alarms_per_week must be above 0, got " + falseAlarmsPerWeek);
    }
  }

  /** The rate that is aimed at. */
  double aim() {
    return MARGIN * falseAlarmsPerWeek;
  }
}
