package dev.millrace.trainer.anomaly;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A detector as attributes of a model: names and texts, numbers in full precision. */
public final class DetectorText {
  private static final String SCALES = "millrace.anomaly.scales";
  private static final String OTHER_SCALE = "millrace.anomaly.other_scale";
  private static final String CHANNELS = "millrace.anomaly.channels";
  private static final String THRESHOLD = "millrace.anomaly.threshold";
  private static final String STEP = "millrace.anomaly.step_micros";

  private DetectorText() {}

  /** What {@link #detector} and {@link #pace} read. */
  public static Map<String, String> attributes(Detector detector, Pace pace) {
    String scales =
        new TreeMap<>(detector.scales())
            .entrySet().stream()
                .map(scale -> scale.getValue() + "\t" + scale.getKey())
                .collect(Collectors.joining("\n"));
    String channels =
        detector.channels().stream()
            .map(channel -> channel.length() + "\t" + channel.tail().format())
            .collect(Collectors.joining("\n"));
    return Map.of(
        SCALES, scales,
        OTHER_SCALE, Double.toString(detector.otherScale()),
        CHANNELS, channels,
        THRESHOLD, Double.toString(detector.threshold()),
        STEP, Long.toString(pace.stepMicros()));
  }

  /**
   * Reads a detector.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Detector detector(Map<String, String> attributes) {
    Map<String, Double> scales = new TreeMap<>();
    lines(attribute(attributes, SCALES))
        .forEach(parts -> scales.put(parts[1], Double.parseDouble(parts[0])));
    List<Detector.Channel> channels =
        lines(attribute(attributes, CHANNELS)).stream()
            .map(parts -> new Detector.Channel(Integer.parseInt(parts[0]), Tail.parse(parts[1])))
            .toList();
    return new Detector(
        scales,
        Double.parseDouble(attribute(attributes, OTHER_SCALE)),
        channels,
        Double.parseDouble(attribute(attributes, THRESHOLD)));
  }

  /** How often points came when it was fitted. */
  public static Pace pace(Map<String, String> attributes) {
    return new Pace(Long.parseLong(attribute(attributes, STEP)));
  }

  private static List<String[]> lines(String text) {
    return Arrays.stream(text.split("\n"))
        .map(
            line -> {
              String[] parts = line.split("\t", 2);
              if (parts.length < 2) {
                throw new IllegalArgumentException(
                    "a line must have two parts, got '" + line + "'");
              }
              return parts;
            })
        .toList();
  }

  private static String attribute(Map<String, String> attributes, String key) {
    String value = attributes.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the model detects no anomalies: it has no " + key);
    }
    return value;
  }
}
