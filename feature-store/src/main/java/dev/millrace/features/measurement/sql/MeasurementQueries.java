package dev.millrace.features.measurement.sql;

import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.SeriesData;
import dev.millrace.features.dataset.SeriesData.NothingInRange;
import dev.millrace.features.dataset.SeriesData.Observed;
import dev.millrace.features.dataset.SeriesData.UnknownSeries;
import dev.millrace.features.dataset.SeriesData.UnknownVariable;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.series.Observations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Reads measurements. */
public final class MeasurementQueries {

  /** Rows that are fetched at once, so that a long series does not lie in memory twice. */
  private static final int FETCH = 10_000;

  /** Of every observation time the version that was known at that instant, in time order. */
  private static final String FEATURES_AS_OF =
      """
      SELECT DISTINCT ON (observed_at)
        observed_at, value, count(*) OVER (PARTITION BY observed_at) AS versions
      FROM measurement_version
      WHERE variable_id = (
          SELECT variable_id FROM variable_summary
          WHERE tenant_id = :tenant AND series = :series AND variable = :variable)
        AND observed_at >= :from AND observed_at < :until
        AND recorded_at <= :as_of
      ORDER BY observed_at, recorded_at DESC
      """;

  private static final String VARIABLES_AS_OF =
      """
      SELECT variable FROM variable_summary
      WHERE tenant_id = :tenant AND series = :series AND first_recorded <= :as_of
      """;

  private static final String VARIABLES =
      """
      SELECT series, variable, unit, first_observed, last_observed, last_recorded, measurements
      FROM variable_summary
      WHERE tenant_id = :tenant
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
   */
  public record Variable(
      String series,
      String variable,
      String unit,
      Instant firstObserved,
      Instant lastObserved,
      Instant lastRecorded,
      long measurements) {}

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

  /** The data of every wanted series, all as of the same instant and in one consistent view. */
  public List<SeriesData> find(DatasetRequest request) {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> request.series().stream().map(series -> find(handle, request, series)).toList());
  }

  private static SeriesData find(Handle handle, DatasetRequest request, String series) {
    Observations observations = observations(handle, request, series);
    if (observations.size() > 0) {
      return new Observed(series, observations);
    }
    List<String> known =
        handle
            .createQuery(VARIABLES_AS_OF)
            .bind("tenant", request.tenant())
            .bind("series", series)
            .bind("as_of", request.asOf().atOffset(ZoneOffset.UTC))
            .mapTo(String.class)
            .list();
    if (known.isEmpty()) {
      return new UnknownSeries(series);
    }
    return known.contains(request.variable())
        ? new NothingInRange(series)
        : new UnknownVariable(series);
  }

  private static Observations observations(Handle handle, DatasetRequest request, String series) {
    LongStream.Builder times = LongStream.builder();
    DoubleStream.Builder values = DoubleStream.builder();
    TimeRange range = request.range();
    long corrections =
        handle
            .createQuery(FEATURES_AS_OF)
            .setFetchSize(FETCH)
            .bind("tenant", request.tenant())
            .bind("series", series)
            .bind("variable", request.variable())
            .bind("from", range.from().atOffset(ZoneOffset.UTC))
            .bind("until", range.until().atOffset(ZoneOffset.UTC))
            .bind("as_of", request.asOf().atOffset(ZoneOffset.UTC))
            .map(
                (row, context) -> {
                  times.add(time(row, "observed_at").toEpochMilli());
                  double value = row.getDouble("value");
                  values.add(row.wasNull() ? Double.NaN : value);
                  return row.getLong("versions");
                })
            .stream()
            .filter(versions -> versions > 1)
            .count();
    return new Observations(times.build().toArray(), values.build().toArray(), corrections);
  }

  private static Variable variable(ResultSet row) throws SQLException {
    return new Variable(
        row.getString("series"),
        row.getString("variable"),
        row.getString("unit"),
        time(row, "first_observed"),
        time(row, "last_observed"),
        time(row, "last_recorded"),
        row.getLong("measurements"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
