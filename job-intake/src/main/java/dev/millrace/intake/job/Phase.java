package dev.millrace.intake.job;

/** What a job is doing, in the order in which it does it. */
public enum Phase {
  DATA("data"),
  QUEUE("queue"),
  SERIES("series"),
  SEARCH("search"),
  FINAL_FIT("final-fit"),
  REGISTRATION("registration"),
  DONE("done");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  static Phase furthest(Phase one, Phase other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
