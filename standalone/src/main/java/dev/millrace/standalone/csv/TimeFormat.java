package dev.millrace.standalone.csv;

/** How a column writes times. */
sealed interface TimeFormat permits CalendarTime, EpochTime, MonthNameTime, PatternTime {

  /** The time that the text names. */
  Moment parse(String text) throws UnreadableTime;

  /** The format in words, after "is not". */
  String describe();
}
