package dev.millrace.standalone.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.standalone.csv.FileRequest;
import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.MeasurementRows;
import dev.millrace.standalone.csv.Row;
import dev.millrace.standalone.csv.UnusableFile;
import dev.millrace.standalone.ingest.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {
  @TempDir private Path folder;

  @Test
  void readsTimestampsNamesAndNumbersAndLeavesTheRest() throws Exception {
    MeasurementFile file =
        open(
            """
            SELECT TIMESTAMPTZ '2020-01-01 01:00:00+01' + to_hours(CAST(i // 2 AS INTEGER)) AS at,
              CASE i % 2 WHEN 0 THEN 'a''b' ELSE 'ü' END AS sensor,
              CASE WHEN i = 3 THEN NULL ELSE i + 0.5::DOUBLE END AS v,
              i % 2 = 0 AS even, [i] AS list, CAST('x' AS BLOB) AS bytes, NULL::DOUBLE AS none
            FROM range(4) t(i)
            """);

    assertThat(file.describe())
        .isEqualTo(
            "reading at as time (yyyy-MM-dd HH:mm:ssX), sensor as series, v, even as variables; not"
                + " sent: list (text), bytes (text), none (empty); Parquet");
    assertThat(rows(file))
        .containsExactly(
            row(1, "2020-01-01T00:00:00Z", "a'b", value("v", 0.5), value("even", 1)),
            row(2, "2020-01-01T00:00:00Z", "ü", value("v", 1.5), value("even", 0)),
            row(3, "2020-01-01T01:00:00Z", "a'b", value("v", 2.5), value("even", 1)),
            row(4, "2020-01-01T01:00:00Z", "ü", value("even", 0)));
  }

  @Test
  void readsDatesAndCountsSince1970() throws Exception {
    assertThat(rows(open("SELECT DATE '2020-01-01' AS day, 1.25::FLOAT AS v")))
        .containsExactly(row(1, "2019-12-31T23:00:00Z", "it_s__a", value("v", 1.25)));
    assertThat(rows(open("SELECT 1577836800000::BIGINT AS ts, 12345.678::DECIMAL(10, 3) AS v")))
        .containsExactly(row(1, "2020-01-01T00:00:00Z", "it_s__a", value("v", 12_345.678)));
  }

  @Test
  void takesALocalTimestampOffTheClocksOfTheZone() throws Exception {
    assertThat(rows(open("SELECT TIMESTAMP '2020-07-01 02:00:00.25' AS time, 1 AS v")))
        .containsExactly(row(1, "2020-07-01T00:00:00.250Z", "it_s__a", value("v", 1)));
  }

  @Test
  void refusesAFileThatOnlyBeginsLikeOne() throws Exception {
    Path file = Files.writeString(folder.resolve("x.parquet"), "PAR1 and nothing else");

    assertThatThrownBy(() -> DataFile.open(file, FileRequest.guessing(ZoneId.of("UTC"), "s")))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("it cannot be read as Parquet");
  }

  private MeasurementFile open(String select) throws Exception {
    // A quote and a pattern's bracket in the name, and an ending that says something else.
    Path file = folder.resolve("it's [a].csv");
    Files.deleteIfExists(file);
    write(select, folder.resolve("plain.parquet"));
    Files.move(folder.resolve("plain.parquet"), file);
    return DataFile.open(file, FileRequest.guessing(ZoneId.of("Europe/Berlin"), "it_s__a"));
  }

  private static void write(String select, Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(select, file));
    }
  }

  private static List<Row> rows(MeasurementFile file) throws Exception {
    List<Row> all = new ArrayList<>();
    try (MeasurementRows rows = file.rows()) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
    }
    return all;
  }

  private static Row row(long line, String at, String series, Row.Value... values) {
    return new Row.Values(line, Instant.parse(at), series, List.of(values));
  }

  private static Row.Value value(String variable, double value) {
    return new Row.Value(variable, value);
  }
}
