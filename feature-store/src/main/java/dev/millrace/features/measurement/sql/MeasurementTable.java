package dev.millrace.features.measurement.sql;

import dev.millrace.features.measurement.Added;
import dev.millrace.features.measurement.KnownVariable;
import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.measurement.Provenance;
import dev.millrace.features.measurement.VariableName;
import dev.millrace.features.measurement.Version;
import dev.millrace.features.measurement.VersionBatch;
import dev.millrace.platform.db.BinaryCopy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * Writes measurements in batches; a version that is already there stays as it is.
 *
 * <p>The variables of a batch are locked first. So what was observed after everything that is known
 * of its variable is surely new, and is copied straight into the table; only what is not later than
 * that is compared with the table, by way of a staging table of the session.
 */
public final class MeasurementTable {

  private static final String COLUMNS =
      " (variable_id, observed_at, recorded_at, superseded_at, value, event_key, provenance_id) ";

  private static final int FIELDS = 7;

  private static final String COPY_FRESH =
      "COPY measurement_version" + COLUMNS + "FROM STDIN (FORMAT binary)";

  private static final String STAGE =
      """
      CREATE TEMPORARY TABLE IF NOT EXISTS measurement_late
        (LIKE measurement_version) ON COMMIT DELETE ROWS
      """;

  private static final String COPY_LATE =
      "COPY pg_temp.measurement_late" + COLUMNS + "FROM STDIN (FORMAT binary)";

  private static final String KEEP =
      "WITH kept AS (INSERT INTO measurement_version"
          + COLUMNS
          + """
            SELECT variable_id, observed_at, recorded_at, superseded_at, value, event_key,
              provenance_id
            FROM pg_temp.measurement_late
            ORDER BY variable_id, observed_at, recorded_at
            ON CONFLICT DO NOTHING
            RETURNING variable_id, observed_at, recorded_at, provenance_id)
          SELECT variable_id, max(unit) AS unit,
            min(observed_at) AS first_observed, max(observed_at) AS last_observed,
            min(recorded_at) AS first_recorded, max(recorded_at) AS last_recorded,
            count(*) AS measurements
          FROM kept JOIN provenance USING (provenance_id)
          GROUP BY variable_id
          """;

  /** The bounds are known when the statement is planned: other chunks of a hypertable are left. */
  private static final String CHAIN =
      """
      UPDATE measurement_version changed SET superseded_at = chain.next
      FROM (
        SELECT variable_id, observed_at, recorded_at,
          lead(recorded_at, 1, 'infinity') OVER (
            PARTITION BY variable_id, observed_at ORDER BY recorded_at) AS next
        FROM measurement_version
          JOIN (SELECT DISTINCT variable_id, observed_at FROM pg_temp.measurement_late) touched
          USING (variable_id, observed_at)
        WHERE observed_at BETWEEN :first AND :last) chain
      WHERE (changed.variable_id, changed.observed_at, changed.recorded_at)
          = (chain.variable_id, chain.observed_at, chain.recorded_at)
        AND changed.observed_at BETWEEN :first AND :last
        AND changed.superseded_at <> chain.next
      """;

  private MeasurementTable() {}

  /**
   * Writes a batch in the caller's transaction, which must be {@code READ COMMITTED}.
   *
   * @throws RemovedTimeException when one of them was observed before what is kept of its variable
   */
  public static void write(Handle handle, List<Measurement> measurements) {
    Map<Provenance, Integer> provenance = ProvenanceTable.numbers(handle, measurements);
    Map<VariableName, KnownVariable> variables =
        VariableTable.lock(handle, VersionBatch.variables(measurements));
    VersionBatch.removed(measurements, variables)
        .ifPresent(
            one -> {
              throw new RemovedTimeException(one);
            });
    VersionBatch batch = VersionBatch.of(measurements, variables);
    Map<Integer, Added> added = Added.by(batch.fresh());
    if (!batch.fresh().isEmpty()) {
      copy(handle, COPY_FRESH, batch.fresh(), provenance);
    }
    if (!batch.late().isEmpty()) {
      merge(handle, batch.late(), provenance)
          .forEach((variable, news) -> added.merge(variable, news, Added::plus));
    }
    VariableTable.count(handle, added);
  }

  private static void copy(
      Handle handle, String statement, List<Version> rows, Map<Provenance, Integer> provenance) {
    EventKey key = new EventKey();
    BinaryCopy.into(
        handle,
        statement,
        copy -> {
          for (Version row : rows) {
            Measurement measurement = row.measurement();
            copy.row(FIELDS)
                .put(row.variableId())
                .put(measurement.observedAt())
                .put(measurement.recordedAt())
                .put(row.supersededAt())
                .put(measurement.value())
                .put(key.of(measurement.eventId()))
                .put(Objects.requireNonNull(provenance.get(Provenance.of(measurement))));
          }
        });
  }

  /** Adds what is not there yet and says what that was. */
  private static Map<Integer, Added> merge(
      Handle handle, List<Version> late, Map<Provenance, Integer> provenance) {
    handle.execute(STAGE);
    copy(handle, COPY_LATE, late, provenance);
    Map<Integer, Added> kept;
    try (Query keep = handle.createQuery(KEEP)) {
      kept =
          keep.map((row, _) -> Map.entry(row.getInt("variable_id"), added(row)))
              .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }
    if (!kept.isEmpty()) {
      try (Update chain = handle.createUpdate(CHAIN)) {
        chain
            .bind("first", first(late).atOffset(ZoneOffset.UTC))
            .bind("last", last(late).atOffset(ZoneOffset.UTC))
            .execute();
      }
    }
    return kept;
  }

  private static Instant first(List<Version> rows) {
    return rows.stream().map(row -> row.measurement().observedAt()).min(Instant::compareTo).get();
  }

  private static Instant last(List<Version> rows) {
    return rows.stream().map(row -> row.measurement().observedAt()).max(Instant::compareTo).get();
  }

  private static Added added(ResultSet row) throws SQLException {
    return new Added(
        row.getString("unit"),
        time(row, "first_observed"),
        time(row, "last_observed"),
        time(row, "first_recorded"),
        time(row, "last_recorded"),
        row.getLong("measurements"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
