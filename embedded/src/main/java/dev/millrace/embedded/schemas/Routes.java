package dev.millrace.embedded.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which handler answers which method and path. */
final class Routes {
  /** Answers with something that Jackson can write. */
  @FunctionalInterface
  interface Handler {
    Object answer(Call call) throws Exception;
  }

  /** A handler, and what the path's variable segments are in this request. */
  record Match(Handler handler, List<String> variables) {}

  private static final String VARIABLE = "*";

  private record Route(String method, List<String> pattern, Handler handler) {
    Optional<List<String>> variables(List<String> path) {
      if (path.size() != pattern.size()) {
        return Optional.empty();
      }
      List<String> variables = new ArrayList<>();
      for (int i = 0; i < path.size(); i++) {
        if (pattern.get(i).equals(VARIABLE)) {
          variables.add(path.get(i));
        } else if (!pattern.get(i).equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(variables);
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /** Adds a route such as {@code /subjects/*}; of two that fit, the one added first answers. */
  Routes add(String method, String pattern, Handler handler) {
    routes.add(new Route(method, segments(pattern), handler));
    return this;
  }

  Match match(String method, List<String> path) {
    boolean known = false;
    for (Route route : routes) {
      Optional<List<String>> variables = route.variables(path);
      if (variables.isPresent() && route.method().equals(method)) {
        return new Match(route.handler(), variables.get());
      }
      known |= variables.isPresent();
    }
    throw known ? RegistryException.methodNotAllowed() : RegistryException.noSuchPath();
  }

  /** The parts of a path; empty ones do not count. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }
}
