package dev.millrace.trainer.anomaly;

import dev.millrace.trainer.metric.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Learns from out-of-sample residuals what is ordinary. */
public final class DetectorFit {
  /** A window counts when the history is so many times as long. */
  private static final int WINDOWS_OF_HISTORY = 25;

  private static final int FEWEST_POINTS = 100;

  /** Share of the scores from which peaks are taken. */
  private static final double PEAKS = 0.02;

  /** Peaks over a threshold of scores cannot be closer to it on average: they are logarithms. */
  private static final double LEAST_EXCESS = 0.05;

  private final List<Residuals> history;
  private final AlarmPolicy policy;
  private final Pace pace;
  private final Map<String, Double> scales = new TreeMap<>();

  private DetectorFit(List<Residuals> history, AlarmPolicy policy, Pace pace) {
    this.history = history.stream().filter(one -> one.count() > 0).toList();
    this.policy = policy;
    this.pace = pace;
    this.history.forEach(one -> scales.put(one.series(), scale(one.values())));
  }

  /**
   * Fits scale, tails and threshold.
   *
   * @param history of all series, at least one residual
   */
  public static Detector of(List<Residuals> history, AlarmPolicy policy, Pace pace) {
    return new DetectorFit(history, policy, pace).fit();
  }

  /**
   * 1.4826 medians of the absolute residuals. Of a series that mostly stands still and sometimes
   * moves, the median says nothing: then a tenth of the mean.
   */
  private static double scale(double[] residuals) {
    double[] sizes = Arrays.stream(residuals).map(Math::abs).toArray();
    double mean = Arrays.stream(sizes).average().orElse(0);
    double scale = Quantiles.NORMAL * Math.max(Quantiles.median(sizes), 0.1 * mean);
    return scale > 0 ? scale : 1;
  }

  private Detector fit() {
    double[] all = history.stream().flatMapToDouble(one -> Arrays.stream(one.values())).toArray();
    if (all.length == 0) {
      throw new IllegalArgumentException("a detector needs at least one residual");
    }
    double otherScale = scale(all);
    List<Detector.Channel> channels = new ArrayList<>();
    for (int length : Windows.LENGTHS) {
      if (length == 1 || all.length >= Math.max(FEWEST_POINTS, WINDOWS_OF_HISTORY * length)) {
        double[] magnitudes = magnitudes(length);
        if (magnitudes.length > 0) {
          channels.add(new Detector.Channel(length, tail(magnitudes)));
        }
      }
    }
    var unbounded = new Detector(scales, otherScale, channels, Double.POSITIVE_INFINITY);
    return new Detector(scales, otherScale, channels, threshold(unbounded));
  }

  private double[] magnitudes(int length) {
    return history.stream().flatMapToDouble(one -> magnitudes(one, length)).toArray();
  }

  private DoubleStream magnitudes(Residuals one, int length) {
    double scale = scales.getOrDefault(one.series(), 1.0);
    var windows = new Windows();
    return Arrays.stream(one.values())
        .map(
            residual -> {
              windows.add(residual / scale);
              return windows.magnitude(length);
            })
        .filter(magnitude -> !Double.isNaN(magnitude));
  }

  private Tail tail(double[] magnitudes) {
    return switch (policy.threshold()) {
      case ROBUST -> Tail.Normal.of(magnitudes);
      case EXTREME_VALUE -> Tail.Extreme.of(magnitudes);
    };
  }

  private double threshold(Detector detector) {
    return switch (policy.threshold()) {
      case ROBUST ->
          StrictMath.log10(pace.pointsPerWeek() * detector.channels().size() / policy.aim());
      case EXTREME_VALUE -> peaksOverThreshold(detector);
    };
  }

  /**
   * Points of one incident are not independent, so incidents are counted: the highest score of each
   * run of high ones. Peaks come as a Poisson process, and as scores are logarithms of
   * probabilities, the excess of a peak is exponential: that gives the score that is exceeded as
   * often as is wanted.
   */
  private double peaksOverThreshold(Detector detector) {
    List<Scored> scored = history.stream().map(one -> Scored.of(detector, one)).toList();
    double[] scores = scored.stream().flatMapToDouble(one -> Arrays.stream(one.scores())).toArray();
    double high = Quantiles.at(1 - PEAKS, Quantiles.sorted(scores));
    double[] excesses =
        scored.stream()
            .flatMap(one -> Incident.peaks(one, high, pace).stream())
            .mapToDouble(peak -> peak - high)
            .toArray();
    double perWeek = excesses.length / pace.weeks(history);
    double mean = Math.max(LEAST_EXCESS, Arrays.stream(excesses).average().orElse(0));
    return perWeek > policy.aim() ? high + mean * StrictMath.log(perWeek / policy.aim()) : high;
  }
}
