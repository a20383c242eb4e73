package dev.millrace.trainer.anomaly;

import java.util.List;

/**
 * What a job says about alarms.
 *
 * @param labels when something is known to have been wrong; only for judging, never for learning
 */
public record WantedAlarms(AlarmPolicy policy, List<Label> labels) {
  public static final WantedAlarms DEFAULT = new WantedAlarms(AlarmPolicy.DEFAULT, List.of());

  public WantedAlarms {
    labels = List.copyOf(labels);
  }
}
