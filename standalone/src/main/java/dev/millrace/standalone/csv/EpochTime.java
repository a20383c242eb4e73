package dev.millrace.standalone.csv;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A count since 1970-01-01T00:00:00Z.
 *
 * @param guessed whether nobody named the unit: then a count that is of our times in another unit
 *     is none in this one, instead of a day in January 1970
 */
record EpochTime(Unit unit, boolean guessed) implements TimeFormat {
  private static final Pattern COUNT =
      Pattern.compile("[-+]?[0-9]{1,19}(\\.[0-9]+)?([eE]\\+?[0-9]{1,2})?");

  /** A count of up to so many digits is a long. */
  private static final int PLAIN = 18;

  private static final int NANO_DIGITS = 9;
  private static final BigDecimal NANOS = BigDecimal.TEN.pow(NANO_DIGITS);

  /** What is counted. */
  enum Unit {
    SECONDS("epoch-s", 0, 9, 11),
    MILLISECONDS("epoch-ms", 3, 12, 14),
    MICROSECONDS("epoch-us", 6, 15, 17),
    NANOSECONDS("epoch-ns", 9, 18, 19);

    private final String option;
    private final int digits;
    private final int shortest;
    private final int longest;

    Unit(String option, int digits, int shortest, int longest) {
      this.option = option;
      this.digits = digits;
      this.shortest = shortest;
      this.longest = longest;
    }
  }

  /** What {@code --time-format} calls by this name. */
  static Optional<EpochTime> named(String option) {
    for (Unit unit : Unit.values()) {
      if (unit.option.equals(option)) {
        return Optional.of(new EpochTime(unit, false));
      }
    }
    return Optional.empty();
  }

  /** The unit in which the count is of our times: 1973 and later. */
  static Optional<EpochTime> like(String text) {
    if (!COUNT.matcher(text).matches()) {
      return Optional.empty();
    }
    return withDigits(new BigDecimal(text).abs().toBigInteger().toString().length());
  }

  private static Optional<EpochTime> withDigits(int whole) {
    for (Unit unit : Unit.values()) {
      if (whole >= unit.shortest && whole <= unit.longest) {
        return Optional.of(new EpochTime(unit, true));
      }
    }
    return Optional.empty();
  }

  private boolean isOfAnotherUnit(Optional<EpochTime> like) {
    return guessed && like.isPresent() && like.get().unit != unit;
  }

  @Override
  public Moment parse(String text) throws UnreadableTime {
    try {
      boolean plain =
          !text.isEmpty() && text.length() <= PLAIN && text.chars().allMatch(Character::isDigit);
      if (isOfAnotherUnit(plain ? withDigits(text.length()) : like(text))) {
        throw new UnreadableTime(text, describe(), null);
      }
      if (plain) {
        return new Moment.Known(plain(Long.parseLong(text)));
      }
      if (!COUNT.matcher(text).matches()) {
        throw new UnreadableTime(text, describe(), null);
      }
      BigDecimal nanos = new BigDecimal(text).scaleByPowerOfTen(NANO_DIGITS - unit.digits);
      BigDecimal[] parts = nanos.divideAndRemainder(NANOS);
      return new Moment.Known(
          Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue()));
    } catch (ArithmeticException | DateTimeException e) {
      throw new UnreadableTime(text, describe(), e);
    }
  }

  private Instant plain(long count) {
    long perSecond = BigDecimal.TEN.pow(unit.digits).longValueExact();
    long nanosEach = NANOS.longValueExact() / perSecond;
    return Instant.ofEpochSecond(count / perSecond, count % perSecond * nanosEach);
  }

  @Override
  public String describe() {
    return switch (unit) {
      case SECONDS -> "seconds since 1970";
      case MILLISECONDS -> "milliseconds since 1970";
      case MICROSECONDS -> "microseconds since 1970";
      case NANOSECONDS -> "nanoseconds since 1970";
    };
  }
}
