package dev.millrace.trainer.anomaly;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Tells ordinary residuals from others.
 *
 * @param scales typical size of a residual, by series
 * @param otherScale of a series that is not among them
 * @param channels one per length of window that there was enough history for
 * @param threshold surprise above which a point is an alarm
 */
public record Detector(
    Map<String, Double> scales, double otherScale, List<Channel> channels, double threshold) {
  /** How rare a magnitude over so many points is. */
  public record Channel(int length, Tail tail) {}

  public Detector {
    scales = Map.copyOf(new TreeMap<>(scales));
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("a detector needs at least one channel");
    }
  }

  /** Looks at one series, point after point. */
  public Stream stream(String series) {
    return new Stream(scales.getOrDefault(series, otherScale));
  }

  /**
   * What is said about a point.
   *
   * @param score surprise of the most surprising window that ends here: 3 is one in a thousand
   * @param length of that window, in points
   */
  public record Verdict(double score, int length, boolean alarm) {}

  /** One series; remembers the last points. */
  public final class Stream {
    private final double scale;
    private final Windows windows = new Windows();

    private Stream(double scale) {
      this.scale = scale;
    }

    /** Judges the next point by itself and by those before it. */
    public Verdict next(double residual) {
      windows.add(residual / scale);
      double score = 0;
      int length = 1;
      for (Channel channel : channels) {
        double surprise = surprise(channel).orElse(0);
        if (surprise > score) {
          score = surprise;
          length = channel.length();
        }
      }
      return new Verdict(score, length, score > threshold);
    }

    private OptionalDouble surprise(Channel channel) {
      double magnitude = windows.magnitude(channel.length());
      return Double.isNaN(magnitude)
          ? OptionalDouble.empty()
          : OptionalDouble.of(channel.tail().surprise(magnitude));
    }
  }
}
