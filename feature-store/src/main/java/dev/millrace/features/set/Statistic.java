package dev.millrace.features.set;

/** What a rolling window is reduced to. */
public enum Statistic {
  MEAN("mean", "mean"),
  STD("std", "population standard deviation"),
  MIN("min", "smallest value"),
  MAX("max", "largest value");

  private final String word;
  private final String phrase;

  Statistic(String word, String phrase) {
    this.word = word;
    this.phrase = phrase;
  }

  /** The word used in column names. */
  public String word() {
    return word;
  }

  /** The words used in descriptions. */
  public String phrase() {
    return phrase;
  }
}
