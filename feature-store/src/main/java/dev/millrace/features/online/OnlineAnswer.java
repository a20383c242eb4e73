package dev.millrace.features.online;

import dev.millrace.features.dataset.ForecastRows;

/** What became of one series of a question. */
public sealed interface OnlineAnswer {

  /** Name of the series. */
  String series();

  /** Its features. */
  record Known(String series, ForecastRows.Row row) implements OnlineAnswer {}

  /** It has none, and why. */
  record Unknown(String series, String reason) implements OnlineAnswer {}
}
