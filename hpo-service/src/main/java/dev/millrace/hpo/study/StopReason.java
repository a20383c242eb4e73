package dev.millrace.hpo.study;

/** Why a search stopped. */
public enum StopReason {
  TRIALS("trials"),
  TIMEOUT("timeout"),
  CANCELLED("cancelled"),
  FAILURES("failures"),
  DATASET_REFUSED("dataset-refused");

  private final String text;

  StopReason(String text) {
    this.text = text;
  }

  /** The word on the topics. */
  public String text() {
    return text;
  }
}
