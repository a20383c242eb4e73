package dev.millrace.hpo.search;

/** Checks settings of pruners; what is wrong with one is said by its name in a job. */
final class Settings {

  private Settings() {}

  static void share(String name, double value) {
    between(name, value, 0, 1);
  }

  static void between(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "pruner setting %s must be from %s to %s, got %s".formatted(name, least, most, value));
    }
  }

  /** Above {@code floor}, up to {@code most}. */
  static void above(String name, double value, double floor, double most) {
    if (!(value > floor && value <= most)) {
      throw new IllegalArgumentException(
          "pruner setting %s must be above %s and at most %s, got %s"
              .formatted(name, floor, most, value));
    }
  }
}
