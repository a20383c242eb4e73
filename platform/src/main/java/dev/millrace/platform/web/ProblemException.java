package dev.millrace.platform.web;

import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.stream.Collectors;

/** A request cannot be served, and the client is told why. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final transient List<Violation> violations;

  public ProblemException(HttpStatus status, String detail) {
    this(status, detail, List.of());
  }

  public ProblemException(HttpStatus status, String detail, List<Violation> violations) {
    super(detail);
    this.status = status;
    this.violations = List.copyOf(violations);
  }

  /** The request breaks rules: 400 with all of them. */
  public static ProblemException invalid(List<Violation> violations) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST,
        violations.stream().map(Violation::message).collect(Collectors.joining("; ")),
        violations);
  }

  /** One field breaks one rule: 400. */
  public static ProblemException invalid(String field, String rule, String message) {
    return invalid(List.of(new Violation(field, rule, message)));
  }

  public static ProblemException notFound(String detail) {
    return new ProblemException(HttpStatus.NOT_FOUND, detail);
  }

  public HttpStatus status() {
    return status;
  }

  public List<Violation> violations() {
    return violations;
  }
}
