package dev.millrace.intake.policy;

import java.time.Instant;

/** What the policies of a feature set can be told. */
public sealed interface PolicyCommand {

  /** Keep this policy from now on. */
  record Put(RetrainingPolicy policy, Instant writtenAt) implements PolicyCommand {}

  /** Forget this policy. */
  record Withdraw(String name) implements PolicyCommand {}

  /** Data have changed. */
  record Note(Update update) implements PolicyCommand {}

  /** Time has passed. */
  record Tick() implements PolicyCommand {}
}
