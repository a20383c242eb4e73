package dev.millrace.features.set;

/** Which days are public holidays. */
@FunctionalInterface
public interface Holidays {

  /**
   * Whether it is one in the whole country.
   *
   * @param country ISO 3166 code
   * @param epochDay days since 1970-01-01
   */
  boolean isHoliday(String country, long epochDay);
}
