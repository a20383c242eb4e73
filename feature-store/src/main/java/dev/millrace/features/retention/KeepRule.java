package dev.millrace.features.retention;

import dev.millrace.features.measurement.VariableName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How long the measurements of some variables are kept.
 *
 * @param names of a variable; with a slash in it, of {@code series/variable}. {@code *} stands for
 *     any characters, also none
 * @param keep how long after they were observed; empty = for ever
 */
public record KeepRule(String names, Optional<Duration> keep) {

  private static final Pattern WRITTEN = Pattern.compile("(.+)=(?:(\\d{1,5})([dw])|forever)");
  private static final int WEEK = 7;

  /** Reads {@code weather_*=365d}, {@code plant-7/*=52w} or {@code *=forever}. */
  static KeepRule parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "retention must be a list of names=90d, names=13w or names=forever, got '%s'"
              .formatted(text));
    }
    String names = matcher.group(1).strip();
    if (matcher.group(2) == null) {
      return new KeepRule(names, Optional.empty());
    }
    int count = Integer.parseInt(matcher.group(2));
    if (count < 1) {
      throw new IllegalArgumentException(
          "retention must keep measurements for a day at least, got '%s'".formatted(text));
    }
    return new KeepRule(
        names, Optional.of(Duration.ofDays(matcher.group(3).equals("w") ? WEEK * count : count)));
  }

  boolean matches(VariableName name) {
    String subject = names.contains("/") ? name.series() + "/" + name.variable() : name.variable();
    String regex =
        Arrays.stream(names.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(subject).matches();
  }
}
