package dev.millrace.features.set;

/** How a value of the future comes to be known. */
public enum Knowledge {
  /** As a forecast: of several versions the last one that was recorded by the origin. */
  RECORDED("recorded", "the last version that was recorded by the origin"),

  /** As a plan that nobody changes, such as a tariff: whenever it was recorded. */
  ALWAYS("always", "whenever it was recorded");

  private final String word;
  private final String phrase;

  Knowledge(String word, String phrase) {
    this.word = word;
    this.phrase = phrase;
  }

  /** The word used in declarations. */
  public String word() {
    return word;
  }

  String phrase() {
    return phrase;
  }
}
