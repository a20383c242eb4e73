package dev.millrace.features.retention;

import dev.millrace.features.measurement.VariableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long measurements are kept: the first rule that matches counts, and what none matches is kept
 * for ever.
 *
 * @param ignoresLineage whether what registered models were trained on may go as well
 */
public record RetentionPolicy(List<KeepRule> rules, boolean ignoresLineage) {

  public RetentionPolicy {
    rules = List.copyOf(rules);
  }

  /** Reads rules as they are configured. */
  public static RetentionPolicy of(List<String> rules, boolean ignoresLineage) {
    return new RetentionPolicy(rules.stream().map(KeepRule::parse).toList(), ignoresLineage);
  }

  /** Whether anything may ever be removed. */
  public boolean removes() {
    return rules.stream().anyMatch(rule -> rule.keep().isPresent());
  }

  /** How long a variable's measurements are kept; empty = for ever. */
  Optional<Duration> keep(VariableName name) {
    return rules.stream().filter(rule -> rule.matches(name)).findFirst().flatMap(KeepRule::keep);
  }
}
