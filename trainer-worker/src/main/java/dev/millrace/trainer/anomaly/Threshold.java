package dev.millrace.trainer.anomaly;

import java.util.Arrays;
import java.util.Locale;

/** How it is decided what is rare enough to be an alarm. */
public enum Threshold {
  /** Ordinary residuals are normal, with a deviation that outliers do not move. */
  ROBUST,
  /** Extreme value theory: tails and the rate of incidents are learnt from the residuals. */
  EXTREME_VALUE;

  /** As it is called in events: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Threshold named(String label) {
    return Arrays.stream(values())
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "training.threshold must be robust or extreme_value, got '%s'"
                        .formatted(label)));
  }
}
