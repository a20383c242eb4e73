package dev.millrace.features.measurement.sql;

import org.jdbi.v3.core.JdbiException;

/** The database did not send what was to be copied; the cause says why. */
final class CopyFailedException extends JdbiException {
  private static final long serialVersionUID = 1L;

  CopyFailedException(String series, Exception cause) {
    super("the measurements of series '%s' could not be read".formatted(series), cause);
  }
}
