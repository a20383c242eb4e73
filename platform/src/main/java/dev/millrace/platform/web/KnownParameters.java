package dev.millrace.platform.web;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refuses query parameters that a resource does not know: a filter with a misspelt name would
 * otherwise answer with everything.
 */
@ServerFilter("/ai/**")
final class KnownParameters {

  @RequestFilter
  void refuseOthers(HttpRequest<?> request) {
    RouteAttributes.getRouteMatch(request)
        .filter(MethodBasedRouteMatch.class::isInstance)
        .map(match -> known(((MethodBasedRouteMatch<?, ?>) match).getArguments()))
        .ifPresent(known -> refuseOthers(request, known));
  }

  private static void refuseOthers(HttpRequest<?> request, SortedSet<String> known) {
    List<Violation> unknown =
        request.getParameters().names().stream()
            .filter(name -> !known.contains(name))
            .sorted()
            .map(name -> new Violation(name, "is unknown", complaint(name, known)))
            .toList();
    if (!unknown.isEmpty()) {
      throw ProblemException.invalid(unknown);
    }
  }

  private static SortedSet<String> known(Argument<?>[] arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.getAnnotationMetadata().hasAnnotation(QueryValue.class))
        .map(
            argument ->
                argument
                    .getAnnotationMetadata()
                    .stringValue(QueryValue.class)
                    .filter(name -> !name.isEmpty())
                    .orElse(argument.getName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String complaint(String name, SortedSet<String> known) {
    return "there is no query parameter %s here; %s"
        .formatted(
            name, known.isEmpty() ? "there is none" : "known are " + String.join(", ", known));
  }
}
