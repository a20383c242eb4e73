package dev.millrace.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** An error as {@code application/problem+json} (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    List<Violation> violations) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    violations = List.copyOf(violations);
  }

  public static Problem of(int status, String title, String detail, String instance) {
    return new Problem("about:blank", title, status, detail, instance, List.of());
  }
}
