package dev.millrace.features.set;

/**
 * What a feature is computed of.
 *
 * @param series a series by name, empty for the row's own
 * @param variable a variable by name, empty for the one that is forecast
 */
public record Input(String series, String variable) {

  /** The variable that is forecast. */
  public static final Input TARGET = new Input("", "");

  public Input {
    if (variable.isEmpty() && !series.isEmpty()) {
      throw new IllegalArgumentException(
          "the variable of series '%s' must be named".formatted(series));
    }
  }

  /** Another variable of the row's own series. */
  public static Input of(String variable) {
    return new Input("", variable);
  }

  /** What precedes the names of its columns. */
  String prefix() {
    if (variable.isEmpty()) {
      return "";
    }
    return series.isEmpty() ? variable + "_" : series + "_" + variable + "_";
  }

  /** Its name in a sentence, after "value" or "mean". */
  String phrase() {
    if (variable.isEmpty()) {
      return "";
    }
    return series.isEmpty() ? " of " + variable : " of %s of series %s".formatted(variable, series);
  }
}
