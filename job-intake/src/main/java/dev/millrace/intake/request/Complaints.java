package dev.millrace.intake.request;

import java.util.ArrayList;
import java.util.List;

/** Collects every broken rule, so that a requester needs one round trip, not one per mistake. */
public final class Complaints {

  /** A complaint shows the beginning of a long value; the rest says nothing more. */
  private static final int LONGEST_VALUE = 80;

  private final String prefix;
  private final List<Violation> violations;

  public Complaints() {
    this("", new ArrayList<>());
  }

  private Complaints(String prefix, List<Violation> violations) {
    this.prefix = prefix;
    this.violations = violations;
  }

  /** The same complaints, about the fields of something that is itself a field. */
  public Complaints under(String field) {
    return new Complaints(prefix + field + ".", violations);
  }

  /** Notes {@code field <rule>, got <value>} unless the rule holds; says whether it held. */
  public boolean require(boolean holds, String field, String rule, Object value) {
    if (!holds) {
      add(field, rule, prefix + field + " " + rule + ", got " + shorten(value));
    }
    return holds;
  }

  public void add(String field, String rule, String message) {
    violations.add(new Violation(prefix + field, rule, message));
  }

  public boolean isEmpty() {
    return violations.isEmpty();
  }

  int count() {
    return violations.size();
  }

  public List<Violation> list() {
    return List.copyOf(violations);
  }

  private static String shorten(Object value) {
    String text = value instanceof String word ? '"' + word + '"' : String.valueOf(value);
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }
}
