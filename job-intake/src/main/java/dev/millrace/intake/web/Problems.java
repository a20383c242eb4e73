package dev.millrace.intake.web;

import dev.millrace.intake.request.Complaints;
import dev.millrace.platform.web.Fields;
import dev.millrace.platform.web.ProblemException;
import dev.millrace.platform.web.Violation;
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
  static void refuseIfAny(Fields fields, Complaints rules) {
    List<Violation> types = fields.complaints();
    Set<String> mistyped = types.stream().map(Violation::field).collect(Collectors.toSet());
    List<Violation> all =
        Stream.concat(
                types.stream(),
                rules.list().stream()
                    .filter(v -> !mistyped.contains(v.field()))
                    .map(v -> new Violation(v.field(), v.rule(), v.message())))
            .toList();
    if (!all.isEmpty()) {
      throw ProblemException.invalid(all);
    }
  }
}
