package dev.millrace.features.set.registry;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A feature set as requests name it.
 *
 * @param version empty for the last one
 */
record SetReference(String name, OptionalInt version) {
  private static final Pattern WRITTEN = Pattern.compile("([A-Za-z0-9_.-]{1,64})(?:@(\\d{1,6}))?");

  static Optional<SetReference> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String version = matcher.group(2);
    return Optional.of(
        new SetReference(
            matcher.group(1),
            version == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version))));
  }

  boolean means(int other) {
    return version.isEmpty() || version.getAsInt() == other;
  }
}
