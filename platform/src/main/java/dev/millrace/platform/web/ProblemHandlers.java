package dev.millrace.platform.web;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes every error that leaves the server a problem+json document. */
@Factory
final class ProblemHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandlers.class);
  private static final MediaType PROBLEM_JSON = MediaType.of(Problem.MEDIA_TYPE);

  private static MutableHttpResponse<Problem> respond(
      MutableHttpResponse<?> response, Problem problem) {
    return response.body(problem).contentType(PROBLEM_JSON);
  }

  /** Errors that the framework finds: bad JSON, unknown paths, wrong methods, too large bodies. */
  @Singleton
  @Replaces(ErrorResponseProcessor.class)
  ErrorResponseProcessor<Problem> frameworkErrors() {
    return ProblemHandlers::describe;
  }

  private static MutableHttpResponse<Problem> describe(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = response.status();
    context
        .getRootCause()
        .filter(cause -> status.getCode() >= 500)
        .ifPresent(
            cause ->
                LOG.atError()
                    .setCause(cause)
                    .addKeyValue("path", context.getRequest().getPath())
                    .log("a request failed"));
    List<Violation> violations =
        context.getErrors().stream()
            .filter(error -> error.getPath().isPresent())
            .map(error -> new Violation(error.getPath().orElse(""), "readable", error.getMessage()))
            .toList();
    String detail =
        status.getCode() >= 500
            ? "The server failed; its log says why."
            : context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
    return respond(
        response,
        new Problem(
            "about:blank",
            status.getReason(),
            status.getCode(),
            detail,
            context.getRequest().getPath(),
            violations));
  }

  /** Errors that we raise. */
  @Singleton
  ExceptionHandler<ProblemException, HttpResponse<?>> ourProblems() {
    return new ProblemExceptionHandler();
  }

  private static final class ProblemExceptionHandler
      implements ExceptionHandler<ProblemException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<?> handle(HttpRequest request, ProblemException problem) {
      return respond(
          HttpResponse.status(problem.status()),
          new Problem(
              "about:blank",
              problem.status().getReason(),
              problem.status().getCode(),
              String.valueOf(problem.getMessage()),
              request.getPath(),
              problem.violations()));
    }
  }
}
