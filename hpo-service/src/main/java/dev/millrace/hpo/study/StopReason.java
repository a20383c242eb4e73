package dev.millrace.hpo.study;

/** Why a search stopped. */
public enum StopReason {
  TRIALS("trials"),
  TIMEOUT("timeout"),
  TARGET("target"),
  PATIENCE("patience"),
  EXHAUSTED("exhausted"),
  CANCELLED("cancelled"),
  FAILURES("failures"),
  DATASET_REFUSED("dataset-refused"),
  /** It never began: a quota is full, or what it should continue is not there. */
  REFUSED("refused");

  private final String text;

  StopReason(String text) {
    this.text = text;
  }

  /** The word on the topics. */
  public String text() {
    return text;
  }
}
