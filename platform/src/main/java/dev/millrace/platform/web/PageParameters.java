package dev.millrace.platform.web;

import java.util.Optional;
import java.util.function.Function;

/** Reads the query parameters that every list has; what breaks a rule is a problem naming them. */
public final class PageParameters {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1000;

  private PageParameters() {}

  /** How many items a page may have. */
  public static int limit(Optional<String> text) {
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
                                "limit must be a whole number from 1 to %d, got \"%s\""
                                    .formatted(MOST, given))))
        .orElse(DEFAULT_LIMIT);
  }

  /** Where a page starts; empty for the first. Every cursor comes from an earlier page. */
  public static <T> Optional<T> cursor(Optional<String> text, Function<String, Optional<T>> parse) {
    return text.map(
        given ->
            parse
                .apply(given)
                .orElseThrow(
                    () ->
                        ProblemException.invalid(
                            "cursor",
                            "must be the next_cursor of an earlier page",
                            "cursor must be the next_cursor of an earlier page, got \"%s\""
                                .formatted(given))));
  }

  /** A cursor that is a number. */
  public static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }
}
