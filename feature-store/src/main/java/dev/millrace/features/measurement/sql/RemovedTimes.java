package dev.millrace.features.measurement.sql;

import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.measurement.VariableName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Before when the measurements of variables were removed, as it was when last asked for: for
 * telling apart what must not come back, without asking the database about each measurement.
 */
public final class RemovedTimes {

  private static final String ALL = "SELECT tenant_id, series, variable, cut FROM retained_from";

  private final Jdbi jdbi;
  private volatile Known known = new Known(Map.of(), Instant.MIN);

  public RemovedTimes(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * One state of it.
   *
   * @param latest of all cuts: most measurements are later, and looked at no further
   */
  private record Known(Map<VariableName, Instant> cuts, Instant latest) {}

  /** Asks the database. */
  public void refresh() {
    Map<VariableName, Instant> cuts =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(ALL)
                    .map(
                        (row, _) ->
                            Map.entry(
                                new VariableName(
                                    row.getString(1), row.getString(2), row.getString(3)),
                                row.getObject(4, OffsetDateTime.class).toInstant()))
                    .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    known = new Known(cuts, cuts.values().stream().max(Instant::compareTo).orElse(Instant.MIN));
  }

  /** Why a measurement must not be written; empty when it may. */
  public Optional<String> refusal(Measurement one) {
    Known now = known;
    if (!one.observedAt().isBefore(now.latest())) {
      return Optional.empty();
    }
    VariableName name = new VariableName(one.tenant(), one.series(), one.variable());
    return Optional.ofNullable(now.cuts().get(name))
        .filter(cut -> one.observedAt().isBefore(cut))
        .map(
            cut ->
                "observed_at must not be before %s, before which '%s' of series '%s' was removed"
                        .formatted(cut, one.variable(), one.series())
                    + " (setting feature-store.retention), got "
                    + one.observedAt());
  }
}
