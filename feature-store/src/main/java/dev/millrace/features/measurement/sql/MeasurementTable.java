package dev.millrace.features.measurement.sql;

import dev.millrace.features.measurement.Measurement;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Writes measurements in batches; one that is already there stays as it is. */
public final class MeasurementTable {

  /**
   * One array a column: a statement of one shape for every size of batch, parsed once. Rows are
   * written in the order of their keys, so that two writers cannot wait for each other; of two with
   * the same key the one that came first is kept.
   */
  private static final String KEEP =
      """
      WITH kept AS (
        INSERT INTO measurement
          (tenant_id, series, variable, observed_at, recorded_at, value, unit, source, event_id)
        SELECT tenant_id, series, variable, observed_at, recorded_at, value, unit, source, event_id
        FROM unnest(
          :tenant, :series, :variable, :observed_at, :recorded_at, :value, :unit, :source, :event_id)
          WITH ORDINALITY AS arrived
            (tenant_id, series, variable, observed_at, recorded_at, value, unit, source, event_id,
             position)
        ORDER BY tenant_id, series, variable, observed_at, recorded_at, position
        ON CONFLICT DO NOTHING
        RETURNING tenant_id, series, variable, observed_at, recorded_at, unit)
      INSERT INTO variable_summary AS known
        (tenant_id, series, variable, unit,
         first_observed, last_observed, first_recorded, last_recorded, measurements)
      SELECT tenant_id, series, variable, max(unit),
        min(observed_at), max(observed_at), min(recorded_at), max(recorded_at), count(*)
      FROM kept
      GROUP BY tenant_id, series, variable
      ORDER BY tenant_id, series, variable
      ON CONFLICT (tenant_id, series, variable) DO UPDATE SET
        unit = CASE WHEN excluded.unit = '' THEN known.unit ELSE excluded.unit END,
        first_observed = least(known.first_observed, excluded.first_observed),
        last_observed = greatest(known.last_observed, excluded.last_observed),
        first_recorded = least(known.first_recorded, excluded.first_recorded),
        last_recorded = greatest(known.last_recorded, excluded.last_recorded),
        measurements = known.measurements + excluded.measurements
      """;

  private MeasurementTable() {}

  /** Writes a batch in the caller's transaction. */
  public static void write(Handle handle, List<Measurement> measurements) {
    try (Update keep = handle.createUpdate(KEEP)) {
      Column to = new Column(keep, measurements);
      to.bind("tenant", "text", Measurement::tenant);
      to.bind("series", "text", Measurement::series);
      to.bind("variable", "text", Measurement::variable);
      to.bind("observed_at", "timestamptz", Measurement::observedAt);
      to.bind("recorded_at", "timestamptz", Measurement::recordedAt);
      to.bind("value", "float8", Measurement::value);
      to.bind("unit", "text", Measurement::unit);
      to.bind("source", "text", Measurement::source);
      to.bind("event_id", "text", Measurement::eventId);
      keep.execute();
    }
  }

  /** Binds one field of every measurement as an array. */
  private record Column(Update statement, List<Measurement> measurements) {
    void bind(String name, String type, Function<Measurement, @Nullable Object> field) {
      @Nullable Object[] values = measurements.stream().map(field).toArray();
      Argument array =
          (position, prepared, _) ->
              prepared.setArray(position, prepared.getConnection().createArrayOf(type, values));
      statement.bind(name, array);
    }
  }
}
