package dev.millrace.standalone.csv;

import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date with the English name of its month, perhaps with a time of day and an offset: {@code
 * 01-Jan-2024}, {@code Jan 5, 2024 3:00 PM}, {@code 2024-Jan-05}. A name leaves no doubt which is
 * the month, so rows may differ in the order, too.
 *
 * @param example what the file's first time looks like, as a pattern
 */
record MonthNameTime(String example) implements TimeFormat {
  private static final String MONTH =
      "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final String CLOCK = "(?<clock>(?:[ T,:].*)?)";
  private static final String DAY = "(?<day>[0-9]{1,2})";

  /** The first one that matches counts; two digits are a year only behind a dash or a stroke. */
  private static final List<Pattern> ORDERS =
      List.of(
          pattern(DAY + "[-/. ]?" + MONTH + "(?:[-/]|,? ?)(?<year>[0-9]{4})" + CLOCK),
          pattern(DAY + "[-/]" + MONTH + "[-/](?<year>[0-9]{2})" + CLOCK),
          pattern(MONTH + "[-/ ]" + DAY + "(?:[-/ ]|, ?)(?<year>[0-9]{4})" + CLOCK),
          pattern("(?<year>[0-9]{4})[-/ ]?" + MONTH + "[-/ ]?" + DAY + CLOCK));

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
  }

  /** The format of a cell that can be read so. */
  static MonthNameTime like(String cell) {
    Matcher parts = parts(cell).orElseThrow();
    String clock = parts.group("clock");
    StringBuilder pattern = new StringBuilder(cell.substring(0, parts.start("clock")));
    // From the back, so that the places in front stay where they are.
    for (String name : inOrder(parts).reversed()) {
      pattern.replace(parts.start(name), parts.end(name), letters(name, parts.group(name)));
    }
    return new MonthNameTime(pattern + TimePattern.clock("00" + clock));
  }

  static boolean reads(String cell) {
    try {
      Moment _ = new MonthNameTime("").parse(cell);
      return true;
    } catch (UnreadableTime e) {
      return false;
    }
  }

  private static List<String> inOrder(Matcher parts) {
    return List.of("day", "month", "year").stream()
        .sorted((one, two) -> Integer.compare(parts.start(one), parts.start(two)))
        .toList();
  }

  private static String letters(String name, String text) {
    return switch (name) {
      case "day" -> "d".repeat(text.length());
      case "month" -> text.length() <= 4 ? "MMM" : "MMMM";
      default -> "y".repeat(text.length());
    };
  }

  private static Optional<Matcher> parts(String text) {
    return ORDERS.stream().map(order -> order.matcher(text)).filter(Matcher::matches).findFirst();
  }

  @Override
  public Moment parse(String text) throws UnreadableTime {
    Matcher parts = parts(text).orElseThrow(() -> new UnreadableTime(text, describe(), null));
    String month = parts.group("month").substring(0, 3).toLowerCase(Locale.ROOT);
    String inDigits =
        "%s.%d.%s%s"
            .formatted(
                parts.group("day"),
                MONTHS.indexOf(month) + 1,
                parts.group("year"),
                clock(parts.group("clock")));
    try {
      return new CalendarScanner(inDigits, CalendarTime.Order.DAY_FIRST).moment();
    } catch (DateTimeException e) {
      throw new UnreadableTime(text, describe(), e);
    }
  }

  /** The time of day behind one space, or behind the T that stands there. */
  private static String clock(String text) {
    String plain = text.replace('\u202F', ' ').replace('\u00A0', ' ');
    return plain.isEmpty() || plain.charAt(0) == 'T' ? plain : " " + plain.substring(1).strip();
  }

  @Override
  public String describe() {
    return example;
  }
}
