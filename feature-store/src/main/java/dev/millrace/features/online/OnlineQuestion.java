package dev.millrace.features.online;

import java.util.List;

/**
 * Whose features are wanted.
 *
 * @param series names, each at least once
 * @param variable the variable that is forecast
 * @param horizon steps from the origin to the target
 */
public record OnlineQuestion(String tenant, List<String> series, String variable, int horizon) {

  /** More would make others wait. */
  public static final int MOST_SERIES = 100;

  /** Drops repeated series. */
  public OnlineQuestion {
    series = series.stream().distinct().toList();
  }
}
