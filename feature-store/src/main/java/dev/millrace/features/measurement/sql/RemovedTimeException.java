package dev.millrace.features.measurement.sql;

import dev.millrace.features.measurement.Measurement;
import org.jdbi.v3.core.JdbiException;

/** A measurement was observed so long ago that those of its variable have been removed. */
public final class RemovedTimeException extends JdbiException {
  private static final long serialVersionUID = 1L;

  RemovedTimeException(Measurement late) {
    super(
        "'%s' of series '%s' was observed at %s, of which nothing is kept any more"
            .formatted(late.variable(), late.series(), late.observedAt()));
  }
}
