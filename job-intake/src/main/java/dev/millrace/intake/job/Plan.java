package dev.millrace.intake.job;

/**
 * How many trials a search has.
 *
 * @param trials 0 before that is known
 * @param reason why so many, for a person; empty when the requester said how many
 */
public record Plan(int trials, String reason) {

  public static final Plan UNKNOWN = new Plan(0, "");

  public boolean isKnown() {
    return trials > 0;
  }
}
