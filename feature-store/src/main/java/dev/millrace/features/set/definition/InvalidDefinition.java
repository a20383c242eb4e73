package dev.millrace.features.set.definition;

import dev.millrace.features.dataset.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** A text declares no feature set, and these are all the reasons. */
public final class InvalidDefinition extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  InvalidDefinition(List<Violation> violations) {
    super(violations.stream().map(Violation::message).collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  InvalidDefinition(String field, String rule, String message) {
    this(List.of(new Violation(field, rule, message)));
  }

  /** For a rule that only the whole of the sets can tell. */
  public static InvalidDefinition of(String field, String rule, String message) {
    return new InvalidDefinition(field, rule, message);
  }

  /** Every broken rule, with the field it belongs to. */
  public List<Violation> violations() {
    return violations;
  }
}
