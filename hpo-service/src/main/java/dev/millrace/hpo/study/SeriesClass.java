package dev.millrace.hpo.study;

import java.util.Locale;

/**
 * What kind of series a study is about, which decides how many trials are worth it: the fewer data,
 * the sooner a search fits noise of the validation rows instead of the series.
 *
 * <p>Intermittent is a series with a mean demand interval above 1.32 steps, the bound of Syntetos,
 * Boylan and Croston, <i>On the categorization of demand patterns</i>, 2005.
 */
public enum SeriesClass {
  INTERMITTENT(15),
  LOW_VOLUME(20),
  MEDIUM_VOLUME(25),
  HIGH_VOLUME(30);

  static final double LONGEST_REGULAR_INTERVAL = 1.32;
  static final double MANY_ZEROS = 0.25;
  static final long MEDIUM_FROM = 1_000;
  static final long HIGH_FROM = 10_000;

  private final int trials;

  SeriesClass(int trials) {
    this.trials = trials;
  }

  public int trials() {
    return trials;
  }

  public static SeriesClass of(SeriesProfile profile) {
    if (interval(profile) > LONGEST_REGULAR_INTERVAL || profile.zeroShare() > MANY_ZEROS) {
      return INTERMITTENT;
    }
    if (profile.observations() < MEDIUM_FROM) {
      return LOW_VOLUME;
    }
    return profile.observations() < HIGH_FROM ? MEDIUM_VOLUME : HIGH_VOLUME;
  }

  /** The number of trials of such a series, with the reason for a person. */
  static Budget budget(SeriesProfile profile) {
    SeriesClass kind = of(profile);
    String why =
        kind == INTERMITTENT
            ? String.format(
                Locale.ROOT,
                "intermittent: %.0f %% zeros, %.2f steps from one demand to the next",
                100 * profile.zeroShare(),
                interval(profile))
            : "%s volume: %d observations"
                .formatted(
                    kind.name().substring(0, kind.name().indexOf('_')).toLowerCase(Locale.ROOT),
                    profile.observations());
    return new Budget(
        0, kind.trials, "%d trials, since the series is %s".formatted(kind.trials, why));
  }

  /** Croston's p; where nobody measured it, what the share of zeros says about it. */
  private static double interval(SeriesProfile profile) {
    double demands = 1 - profile.zeroShare();
    return profile.demandInterval().orElse(demands > 0 ? 1 / demands : Double.POSITIVE_INFINITY);
  }
}
