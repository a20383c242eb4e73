package dev.millrace.features.measurement.sql;

import dev.millrace.features.dataset.MeasurementView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Reads measurements. */
public final class MeasurementQueries {

  private static final String VARIABLES =
      """
      SELECT series, variable, unit, first_observed, last_observed, last_recorded, measurements,
        nullif(retained_from, '-infinity') AS retained_from
      FROM variable_summary
      WHERE tenant_id = :tenant AND measurements > 0
      ORDER BY series, variable
      """;

  private final Jdbi jdbi;

  public MeasurementQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What there is of a variable of a series.
   *
   * @param measurements every version counts
   * @param retainedFrom what was observed before was removed; null when nothing was
   */
  public record Variable(
      String series,
      String variable,
      String unit,
      Instant firstObserved,
      Instant lastObserved,
      Instant lastRecorded,
      long measurements,
      @Nullable Instant retainedFrom) {}

  /** The variables of a tenant, by series and name. */
  public List<Variable> variables(String tenant) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(VARIABLES)
                .bind("tenant", tenant)
                .map((row, context) -> variable(row))
                .list());
  }

  /** A reading; it must be done with the view when it returns. */
  @FunctionalInterface
  public interface Reading<T, X extends Exception> {
    T read(MeasurementView view) throws X;
  }

  /** Reads what was known of a tenant's measurements at an instant, in one consistent view. */
  public <T, X extends Exception> T asOf(String tenant, Instant asOf, Reading<T, X> reading)
      throws X {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> reading.read(new CopiedView(jdbi, handle, tenant, asOf)));
  }

  private static Variable variable(ResultSet row) throws SQLException {
    return new Variable(
        row.getString("series"),
        row.getString("variable"),
        row.getString("unit"),
        time(row, "first_observed"),
        time(row, "last_observed"),
        time(row, "last_recorded"),
        row.getLong("measurements"),
        retainedFrom(row));
  }

  private static @Nullable Instant retainedFrom(ResultSet row) throws SQLException {
    OffsetDateTime cut = row.getObject("retained_from", OffsetDateTime.class);
    return cut == null ? null : cut.toInstant();
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
