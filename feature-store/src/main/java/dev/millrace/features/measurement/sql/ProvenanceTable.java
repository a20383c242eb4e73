package dev.millrace.features.measurement.sql;

import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.measurement.Provenance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** Numbers for where values come from. */
final class ProvenanceTable {

  private static final String WANTED = " unnest(:source, :unit) AS wanted (source, unit) ";

  private static final String KNOWN =
      "SELECT provenance_id, wanted.source, wanted.unit FROM provenance known JOIN"
          + WANTED
          + "ON (md5(known.source), md5(known.unit)) = (md5(wanted.source), md5(wanted.unit))";

  private static final String ADD =
      "INSERT INTO provenance (source, unit) SELECT source, unit FROM"
          + WANTED
          + "ORDER BY source, unit ON CONFLICT DO NOTHING";

  private ProvenanceTable() {}

  /**
   * The numbers for a batch; new ones are made. They are committed with it, and never changed; a
   * writer takes them before it locks any variable.
   */
  static Map<Provenance, Integer> numbers(Handle handle, List<Measurement> measurements) {
    Set<Provenance> wanted = new HashSet<>();
    measurements.forEach(measurement -> wanted.add(Provenance.of(measurement)));
    Map<Provenance, Integer> known = known(handle, wanted);
    if (known.size() < wanted.size()) {
      Set<Provenance> unknown = new HashSet<>(wanted);
      unknown.removeAll(known.keySet());
      try (Update add = handle.createUpdate(ADD)) {
        bind(add, unknown);
        add.execute();
      }
      known.putAll(known(handle, unknown));
    }
    return known;
  }

  private static Map<Provenance, Integer> known(Handle handle, Set<Provenance> wanted) {
    Map<Provenance, Integer> known = new HashMap<>();
    try (Query query = handle.createQuery(KNOWN)) {
      bind(query, wanted);
      query
          .map(
              (row, _) ->
                  Map.entry(
                      new Provenance(row.getString("source"), row.getString("unit")),
                      row.getInt("provenance_id")))
          .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    }
    return known;
  }

  private static void bind(SqlStatement<?> statement, Set<Provenance> wanted) {
    Columns.of(wanted)
        .text(statement, "source", Provenance::source)
        .text(statement, "unit", Provenance::unit);
  }
}
