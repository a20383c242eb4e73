package dev.millrace.features.measurement.sql;

import dev.millrace.features.measurement.Added;
import dev.millrace.features.measurement.KnownVariable;
import dev.millrace.features.measurement.VariableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** The variables: their numbers, and what there is of each. */
final class VariableTable {

  private static final String WANTED =
      " unnest(:tenant, :series, :variable) AS wanted (tenant_id, series, variable) ";

  private static final String KNOWN =
      "SELECT tenant_id, series, variable FROM variable_summary JOIN"
          + WANTED
          + "USING (tenant_id, series, variable)";

  /** What it says of times holds for a moment only: the same transaction adds the first rows. */
  private static final String ADD =
      """
      INSERT INTO variable_summary
        (tenant_id, series, variable, unit,
         first_observed, last_observed, first_recorded, last_recorded, measurements)
      SELECT tenant_id, series, variable, '', 'infinity', '-infinity', 'infinity', '-infinity', 0
      FROM"""
          + WANTED
          + "ORDER BY tenant_id, series, variable ON CONFLICT DO NOTHING";

  private static final String LOCK =
      """
      SELECT tenant_id, series, variable, variable_id, last_observed, retained_from
      FROM variable_summary known JOIN"""
          + WANTED
          + "USING (tenant_id, series, variable) ORDER BY variable_id FOR NO KEY UPDATE OF known";

  private static final String COUNT =
      """
      UPDATE variable_summary known SET
        unit = CASE WHEN added.unit = '' THEN known.unit ELSE added.unit END,
        first_observed = least(known.first_observed, added.first_observed),
        last_observed = greatest(known.last_observed, added.last_observed),
        first_recorded = least(known.first_recorded, added.first_recorded),
        last_recorded = greatest(known.last_recorded, added.last_recorded),
        measurements = known.measurements + added.measurements
      FROM unnest(:id, :unit, :first_observed, :last_observed,
          :first_recorded, :last_recorded, :measurements)
        AS added (variable_id, unit, first_observed, last_observed,
          first_recorded, last_recorded, measurements)
      WHERE known.variable_id = added.variable_id
      """;

  private VariableTable() {}

  /**
   * Locks the variables until the transaction ends, adding those that are new: nobody else can
   * write a measurement of them meanwhile. New ones first, by name, then all, by number: two
   * writers that keep to that cannot wait for each other.
   */
  static Map<VariableName, KnownVariable> lock(Handle handle, SequencedSet<VariableName> names) {
    List<VariableName> unknown = unknown(handle, names);
    if (!unknown.isEmpty()) {
      try (Update add = handle.createUpdate(ADD)) {
        bind(add, unknown);
        add.execute();
      }
    }
    Map<VariableName, KnownVariable> locked = HashMap.newHashMap(names.size());
    read(handle, LOCK, List.copyOf(names), VariableTable::known)
        .forEach(entry -> locked.put(entry.getKey(), entry.getValue()));
    return locked;
  }

  private static List<VariableName> unknown(Handle handle, SequencedSet<VariableName> names) {
    List<VariableName> all = List.copyOf(names);
    List<VariableName> known = read(handle, KNOWN, all, (row, name) -> name);
    if (known.size() == all.size()) {
      return List.of();
    }
    TreeSet<VariableName> missing = new TreeSet<>(names);
    missing.removeAll(new HashSet<>(known));
    return List.copyOf(missing);
  }

  /** Adds what was written to the variables, which are locked. */
  static void count(Handle handle, Map<Integer, Added> written) {
    if (written.isEmpty()) {
      return;
    }
    Columns<Map.Entry<Integer, Added>> columns = Columns.of(written.entrySet());
    try (Update count = handle.createUpdate(COUNT)) {
      columns
          .number(count, "id", Map.Entry::getKey)
          .text(count, "unit", each -> each.getValue().unit())
          .time(count, "first_observed", each -> each.getValue().firstObserved())
          .time(count, "last_observed", each -> each.getValue().lastObserved())
          .time(count, "first_recorded", each -> each.getValue().firstRecorded())
          .time(count, "last_recorded", each -> each.getValue().lastRecorded())
          .count(count, "measurements", each -> each.getValue().measurements());
      count.execute();
    }
  }

  private static <T> List<T> read(
      Handle handle, String sql, List<VariableName> names, Reader<T> reader) {
    try (Query query = handle.createQuery(sql)) {
      bind(query, names);
      return query.map((row, _) -> reader.read(row, name(row))).list();
    }
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet row, VariableName name) throws SQLException;
  }

  private static void bind(SqlStatement<?> statement, List<VariableName> names) {
    Columns.of(names)
        .text(statement, "tenant", VariableName::tenant)
        .text(statement, "series", VariableName::series)
        .text(statement, "variable", VariableName::variable);
  }

  private static VariableName name(ResultSet row) throws SQLException {
    return new VariableName(
        row.getString("tenant_id"), row.getString("series"), row.getString("variable"));
  }

  private static Map.Entry<VariableName, KnownVariable> known(ResultSet row, VariableName name)
      throws SQLException {
    return Map.entry(
        name,
        new KnownVariable(
            row.getInt("variable_id"), time(row, "last_observed"), time(row, "retained_from")));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
