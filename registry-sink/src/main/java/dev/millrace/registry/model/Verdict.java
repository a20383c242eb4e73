package dev.millrace.registry.model;

import java.util.List;

/**
 * What all gates found together.
 *
 * @param findings what each gate found, also where it passed
 */
public record Verdict(List<Finding> findings) {

  public Verdict {
    findings = List.copyOf(findings);
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("a verdict needs a finding: nothing was looked at");
    }
  }

  public boolean passed() {
    return findings.stream().allMatch(Finding::passed);
  }

  /** Where a version with this verdict starts; production is never reached without a decision. */
  public Stage firstStage() {
    return passed() ? Stage.STAGING : Stage.NONE;
  }

  /** Why a version with this verdict is where it is, for people. */
  public String reason() {
    List<String> decisive =
        findings.stream().filter(f -> f.passed() == passed()).map(Finding::message).toList();
    return (passed() ? "all gates passed: " : "stays out of production: ")
        + String.join("; ", decisive);
  }
}
