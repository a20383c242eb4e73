package dev.millrace.features.set;

/** What is asked of public holidays. */
public enum HolidayField {
  IS_HOLIDAY("is_holiday", "1 when the target is on a public holiday, else 0", 0),
  DAY_BEFORE_HOLIDAY(
      "day_before_holiday", "1 when the day after the target's is a public holiday, else 0", 1),
  DAY_AFTER_HOLIDAY(
      "day_after_holiday", "1 when the day before the target's was a public holiday, else 0", -1);

  private final String word;
  private final String description;
  private final int dayOffset;

  HolidayField(String word, String description, int dayOffset) {
    this.word = word;
    this.description = description;
    this.dayOffset = dayOffset;
  }

  /** The column's name, and the word used in declarations. */
  public String word() {
    return word;
  }

  /** What the column holds. */
  public String description() {
    return description;
  }

  /** Which day is looked up, counted from the target's. */
  public int dayOffset() {
    return dayOffset;
  }
}
