package dev.millrace.features.measurement.sql;

import dev.millrace.features.dataset.MeasurementView;
import dev.millrace.features.dataset.SeriesData;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Reads measurements by {@code COPY} within the caller's transaction: in the order of the primary
 * key, so that the database neither sorts nor keeps anything, and versions are told apart here.
 */
final class CopiedView implements MeasurementView {

  private static final String OBSERVATIONS = copy("observed_at, value");

  private static final String VERSIONS = copy("observed_at, recorded_at, value");

  private static final String KNOWN =
      """
      SELECT variable_id, retained_from FROM variable_summary
      WHERE tenant_id = :tenant AND series = :series AND variable = :variable
      """;

  private static final String RETAINED_FROM =
      """
      SELECT variable, cut FROM retained_from WHERE tenant_id = :tenant AND series = :series
      """;

  private static final String SERIES_WITH =
      """
      SELECT series FROM variable_summary
      WHERE tenant_id = :tenant AND variable = :variable AND first_recorded <= :as_of
      ORDER BY series COLLATE "C"
      """;

  private static final String VARIABLES_OF =
      """
      SELECT variable FROM variable_summary
      WHERE tenant_id = :tenant AND series = :series AND first_recorded <= :as_of
      ORDER BY variable COLLATE "C"
      """;

  /** PostgreSQL counts microseconds from 2000-01-01. */
  private static final long EPOCH_MILLIS = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Jdbi jdbi;
  private final Handle handle;
  private final String tenant;
  private final Instant asOf;

  /**
   * A view by a transaction that sees one state.
   *
   * @param jdbi for a second connection, where there is much to read
   */
  CopiedView(Jdbi jdbi, Handle handle, String tenant, Instant asOf) {
    this.jdbi = jdbi;
    this.handle = handle;
    this.tenant = tenant;
    this.asOf = asOf;
  }

  /** COPY takes no parameters; what is filled in are a number and times, never a text. */
  private static String copy(String columns) {
    return """
    COPY (
      SELECT %s
      FROM measurement_version
      WHERE variable_id = %%d
        AND observed_at >= %%s AND observed_at < %%s
        AND recorded_at <= %%s
      ORDER BY observed_at, recorded_at
    ) TO STDOUT (FORMAT binary)
    """
        .formatted(columns);
  }

  @Override
  public Observations observations(String series, String variable, TimeRange range) {
    return read(OBSERVATIONS, series, variable, range, in -> observations(new CopiedRows(in, 2)))
        .orElseGet(() -> new Observations(new long[0], new double[0], 0));
  }

  /** Of the versions of a time, which follow one another, the last counts. */
  private static Observations observations(CopiedRows rows) throws IOException {
    Longs times = new Longs();
    Doubles values = new Doubles();
    long last = Long.MIN_VALUE;
    long corrections = 0;
    boolean corrected = false;
    while (rows.next()) {
      long time = millis(rows.nextLong());
      double value = rows.nextDouble();
      if (time == last) {
        values.replaceLast(value);
        corrections += corrected ? 0 : 1;
        corrected = true;
      } else {
        times.add(time);
        values.add(value);
        corrected = false;
        last = time;
      }
    }
    return new Observations(times.toArray(), values.toArray(), corrections);
  }

  /** A database sends with one process for each connection; two can use two cores. */
  @Override
  public void findAll(String variable, List<Stretch> wanted, Consumer<SeriesData> found) {
    if (wanted.size() < 2) {
      MeasurementView.super.findAll(variable, wanted, found);
      return;
    }
    ReadAhead ahead = new ReadAhead(variable, wanted);
    Companion companion = Companion.of(jdbi, handle);
    try (Readers readers = new Readers()) {
      readers.begin(() -> ahead.read(this));
      readers.begin(
          () -> companion.help(other -> new CopiedView(jdbi, other, tenant, asOf), ahead::read));
      ahead.takeAll(found);
    }
  }

  @Override
  public Versions versions(String series, String variable, TimeRange range) {
    return read(VERSIONS, series, variable, range, in -> versions(new CopiedRows(in, 3)))
        .orElseGet(() -> new Versions(new long[0], new long[0], new double[0]));
  }

  private static Versions versions(CopiedRows rows) throws IOException {
    Longs times = new Longs();
    Longs recordedTimes = new Longs();
    Doubles values = new Doubles();
    while (rows.next()) {
      times.add(millis(rows.nextLong()));
      recordedTimes.add(millis(rows.nextLong()));
      values.add(rows.nextDouble());
    }
    return new Versions(times.toArray(), recordedTimes.toArray(), values.toArray());
  }

  private static long millis(long postgresMicros) {
    return Math.floorDiv(postgresMicros, 1000L) + EPOCH_MILLIS;
  }

  @Override
  public List<String> seriesWith(String variable) {
    return handle
        .createQuery(SERIES_WITH)
        .bind("tenant", tenant)
        .bind("variable", variable)
        .bind("as_of", asOf.atOffset(ZoneOffset.UTC))
        .mapTo(String.class)
        .list();
  }

  @Override
  public List<String> variablesOf(String series) {
    return handle
        .createQuery(VARIABLES_OF)
        .bind("tenant", tenant)
        .bind("series", series)
        .bind("as_of", asOf.atOffset(ZoneOffset.UTC))
        .mapTo(String.class)
        .list();
  }

  @Override
  public Map<String, Instant> retainedFrom(String series) {
    return handle
        .createQuery(RETAINED_FROM)
        .bind("tenant", tenant)
        .bind("series", series)
        .map((row, _) -> Map.entry(row.getString("variable"), instant(row, "cut")))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** What is needed for reading a variable. */
  private record Known(int id, Instant retainedFrom) {

    /** Rows before the cut may still be there; they are on their way out. */
    Instant from(TimeRange range) {
      return retainedFrom.isAfter(range.from()) ? retainedFrom : range.from();
    }
  }

  @FunctionalInterface
  private interface Parser<T> {
    T parse(InputStream in) throws IOException;
  }

  private <T> Optional<T> read(
      String copy, String series, String variable, TimeRange range, Parser<T> parser) {
    return known(series, variable)
        .map(
            known ->
                copy.formatted(
                    known.id(), time(known.from(range)), time(range.until()), time(asOf)))
        .map(sql -> read(sql, series, parser));
  }

  private Optional<Known> known(String series, String variable) {
    return handle
        .createQuery(KNOWN)
        .bind("tenant", tenant)
        .bind("series", series)
        .bind("variable", variable)
        .map((row, _) -> new Known(row.getInt("variable_id"), instant(row, "retained_from")))
        .findOne();
  }

  private <T> T read(String sql, String series, Parser<T> parser) {
    try (InputStream in =
        new PGCopyInputStream(handle.getConnection().unwrap(PGConnection.class), sql)) {
      return parser.parse(in);
    } catch (SQLException | IOException e) {
      throw new CopyFailedException(series, e);
    }
  }

  private static String time(Instant time) {
    if (time.isBefore(EARLIEST)) {
      return "timestamptz '-infinity'";
    }
    return time.isAfter(LATEST)
        ? "timestamptz 'infinity'"
        : "timestamptz '%s'".formatted(time.truncatedTo(ChronoUnit.MICROS));
  }
}
