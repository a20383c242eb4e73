package dev.millrace.embedded.schemas;

/** Which version of a subject a caller means. */
sealed interface VersionNumber {
  /** The newest one. */
  record Latest() implements VersionNumber {}

  /** The one of this number, from 1. */
  record Exactly(int number) implements VersionNumber {}

  static VersionNumber parse(String text) {
    if (text.equals("latest") || text.equals("-1")) {
      return new Latest();
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return new Exactly(number);
      }
    } catch (NumberFormatException e) {
      throw RegistryException.invalidVersion(text);
    }
    throw RegistryException.invalidVersion(text);
  }
}
