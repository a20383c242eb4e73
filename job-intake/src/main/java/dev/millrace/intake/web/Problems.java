package dev.millrace.intake.web;

import dev.millrace.intake.request.Complaints;
import dev.millrace.intake.request.Violation;
import dev.millrace.platform.web.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns complaints into the answer that lists them. */
final class Problems {

  private Problems() {}

  /**
   * A field of a wrong type was read as absent; what a rule says about its default helps nobody.
   */
  static void refuseIfAny(Complaints types, Complaints rules) {
    Set<String> mistyped = types.list().stream().map(Violation::field).collect(Collectors.toSet());
    List<dev.millrace.platform.web.Violation> all =
        Stream.concat(
                types.list().stream(),
                rules.list().stream().filter(v -> !mistyped.contains(v.field())))
            .map(v -> new dev.millrace.platform.web.Violation(v.field(), v.rule(), v.message()))
            .toList();
    if (!all.isEmpty()) {
      throw ProblemException.invalid(all);
    }
  }
}
