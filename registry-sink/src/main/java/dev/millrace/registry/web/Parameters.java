package dev.millrace.registry.web;

import dev.millrace.platform.web.ProblemException;
import java.util.Optional;
import java.util.function.Function;

/** Reads query parameters; what breaks a rule is a problem that names the parameter. */
final class Parameters {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1000;

  private Parameters() {}

  static int limit(Optional<String> text) {
    return text.map(
            given ->
                number(given)
                    .filter(limit -> limit >= 1 && limit <= MOST)
                    .map(Long::intValue)
                    .orElseThrow(
                        () ->
                            ProblemException.invalid(
                                "limit",
                                "must be a whole number from 1 to " + MOST,
                                "limit must be a whole number from 1 to %d, got %s"
                                    .formatted(MOST, given))))
        .orElse(DEFAULT_LIMIT);
  }

  /** Where a page starts; every cursor comes from an earlier page. */
  static <T> T cursor(Optional<String> text, T start, Function<String, Optional<T>> parse) {
    return text.map(
            given ->
                parse
                    .apply(given)
                    .orElseThrow(
                        () ->
                            ProblemException.invalid(
                                "cursor",
                                "must be the next_cursor of an earlier page",
                                "cursor must be the next_cursor of an earlier page, got " + given)))
        .orElse(start);
  }

  /** A cursor that is the number of a trial. */
  static int afterTrial(Optional<String> text) {
    return cursor(
        text,
        -1,
        given -> number(given).filter(n -> n >= 0 && n <= Integer.MAX_VALUE).map(Long::intValue));
  }

  static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }
}
