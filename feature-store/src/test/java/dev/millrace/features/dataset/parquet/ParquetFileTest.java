package dev.millrace.features.dataset.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.features.dataset.parquet.ParquetColumn.Numbers;
import dev.millrace.features.dataset.parquet.ParquetColumn.Texts;
import dev.millrace.features.dataset.parquet.ParquetColumn.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are read back with DuckDB, which shares nothing with the writer. */
class ParquetFileTest {

  private static final long T0 = 1_700_000_000_000L;

  @TempDir Path directory;
  private Connection duckdb;

  @BeforeEach
  void connect() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterEach
  void disconnect() throws SQLException {
    duckdb.close();
  }

  /** Group sizes and their neighbours, groups of eight and their neighbours. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 16, 17, 1000, 4097, 122_879, 122_880, 122_881, 300_000})
  void everyKindOfColumnIsReadBackWhateverItsLength(int rows) throws Exception {
    List<ParquetColumn> columns = columns(rows);
    Path file = write(columns, rows);

    List<IntToDoubleFunction> numbers = numbers(rows);
    try (var statement = duckdb.createStatement();
        var read =
            statement.executeQuery(
                "SELECT *, epoch_ms(even), epoch_ms(uneven) FROM '%s'".formatted(file))) {
      for (int row = 0; row < rows; row++) {
        assertThat(read.next()).isTrue();
        assertThat(read.getString("series")).isEqualTo(seriesOf(row));
        assertThat(read.getLong(columns.size() + 1)).isEqualTo(even(row));
        assertThat(read.getLong(columns.size() + 2)).isEqualTo(uneven(row));
        for (int i = 0; i < numbers.size(); i++) {
          double expected = numbers.get(i).applyAsDouble(row);
          assertThat(Double.doubleToLongBits(read.getDouble(4 + i)))
              .isEqualTo(Double.doubleToLongBits(expected));
        }
      }
      assertThat(read.next()).isFalse();
    }
  }

  @Test
  void theTypesAreThoseThatReadersExpect() throws Exception {
    Path file = write(columns(10), 10);

    assertThat(rows("SELECT column_name, column_type FROM (DESCRIBE FROM '%s')", file))
        .startsWith("series|VARCHAR", "even|TIMESTAMP WITH TIME ZONE")
        .contains("uneven|TIMESTAMP WITH TIME ZONE", "random|DOUBLE", "few|DOUBLE");
    assertThat(
            rows(
                "SELECT name, type, repetition_type, converted_type, logical_type"
                    + " FROM parquet_schema('%s') OFFSET 1 LIMIT 2",
                file))
        .containsExactly(
            "series|BYTE_ARRAY|REQUIRED|UTF8|StringType()",
            "even|INT64|REQUIRED|TIMESTAMP_MICROS|TimestampType(isAdjustedToUTC=1,"
                + " unit=TimeUnit(MILLIS=<null>, MICROS=MicroSeconds(), NANOS=<null>))");
  }

  @Test
  void statisticsHoldSmallestAndLargestAndNoNulls() throws Exception {
    List<ParquetColumn> columns =
        List.of(
            new Texts("text", row -> List.of("b", "ä", "a", "\uD83D\uDE00", "\uFFFD").get(row)),
            new Times("time", row -> T0 - 1000L * row),
            number("value", row -> row == 2 ? Double.NaN : 7 - row),
            number("none", _ -> Double.NaN),
            number("zero", row -> row % 2 == 0 ? 0.0 : -0.0));

    Path file = write(columns, 5);

    assertThat(
            rows(
                "SELECT stats_min_value, stats_max_value, stats_null_count"
                    + " FROM parquet_metadata('%s') ORDER BY column_id",
                file))
        .containsExactly(
            "a|\uD83D\uDE00|0",
            "2023-11-14 22:13:16+00|2023-11-14 22:13:20+00|0",
            "3.0|7.0|0",
            "null|null|0",
            "-0.0|0.0|0");
  }

  @Test
  void rowGroupsHaveAFixedSize() throws Exception {
    Path file = write(columns(300_000), 300_000);

    assertThat(
            rows(
                "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('%s') ORDER BY 1",
                file))
        .containsExactly("0|122880", "1|122880", "2|54240");
  }

  @Test
  void aReaderCanSkipRowGroupsByTheirStatistics() throws Exception {
    Path file = write(columns(300_000), 300_000);

    assertThat(rows("SELECT count(*) FROM '%s' WHERE rising >= 299990", file))
        .containsExactly("10");
    assertThat(rows("SELECT count(*) FROM '%s' WHERE series = 'series-3'", file))
        .containsExactly("42857");
  }

  @Test
  void valuesThatComeAgainTakeLittleRoom() throws Exception {
    int rows = 122_880;
    int constant = bytes(List.of(number("constant", _ -> 1.0 / 3)), rows).length;
    int hours = bytes(List.of(number("hour", row -> row / 60 % 24)), rows).length;
    int random = bytes(List.of(number("random", random(rows))), rows).length;

    assertThat(constant).isLessThan(300);
    assertThat(hours).isLessThan(rows / 8);
    assertThat(random).isBetween(rows * 8, rows * 8 + 300);
  }

  @Test
  void theBytesDoNotDependOnTheNumberOfThreads() throws Exception {
    byte[] one = bytes(columns(300_000), 300_000, 1);

    assertThat(bytes(columns(300_000), 300_000, 2)).isEqualTo(one);
    assertThat(bytes(columns(300_000), 300_000, 7)).isEqualTo(one);
  }

  /** A column may remember where it is; this one would notice. */
  @Test
  void aColumnIsAskedByOneThreadAtATimeForItsRowsInOrder() throws Exception {
    List<ParquetColumn> columns = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int[] next = {0};
      columns.add(
          number(
              "c" + i,
              row -> {
                if (row != next[0]++) {
                  throw new IllegalStateException("row %d out of order".formatted(row));
                }
                return row;
              }));
    }

    assertThat(rows("SELECT max(c2) FROM '%s'", write(columns, 600_000, 8)))
        .containsExactly("599999.0");
  }

  /** Bytes that a processor may choose do not get into the file. */
  @Test
  void everyNanIsTheSame() throws Exception {
    double other = Double.longBitsToDouble(0xfff8_0000_0000_1234L);

    assertThat(bytes(List.of(number("x", _ -> other)), 20))
        .isEqualTo(bytes(List.of(number("x", _ -> Double.NaN)), 20));
  }

  /** A change here changes the hash of every dataset: make it on purpose only. */
  @Test
  void aSmallFileHasExactlyTheseBytes() throws Exception {
    List<ParquetColumn> columns =
        List.of(
            new Texts("series", row -> row < 2 ? "a" : "ü"),
            new Times("origin", row -> T0 + row),
            number("x", row -> row));

    String expected =
        """
            504152311504151615164c150415000000010000006102000000c3bc1500150615062c1506151015
            06150600000103041500153015302c1506150015061506000000401e18240a0600e8431e18240a06
            00d0471e18240a06001500153015302c150615001506150600000000000000000000000000000000
            f03f00000000000000401502194c4806736368656d61150600150c2500180673657269657325004c
            1c0000001504250018066f726967696e25144c8c111c2c0000000000150a2500180178001606191c
            193c26081c150c19350006101918067365726965731500160616581658263826081c36002802c3bc
            18016100000026601c1504192500061918066f726967696e150016061652165226603c36002808d0
            471e18240a0600180800401e18240a060000000026b2011c150a1925000619180178150016061652
            165226b2013c3600280800000000000000401808000000000000008000000016fc011606260816fc
            010028086d696c6c72616365193c1c00001c00001c000000fe00000050415231
        """;
    assertThat(HexFormat.of().formatHex(bytes(columns, 3)))
        .isEqualTo(expected.replaceAll("\\s", ""));
  }

  @Test
  void aFileWithoutRowsIsStillATable() throws Exception {
    assertThat(rows("SELECT count(*) FROM '%s'", write(columns(0), 0))).containsExactly("0");
  }

  @Test
  void manyColumnsAreWritten() throws Exception {
    List<ParquetColumn> columns = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int factor = i;
      columns.add(number("c" + i, row -> row * factor));
    }

    assertThat(rows("SELECT c0, c1, c299 FROM '%s' WHERE c1 = 7", write(columns, 20)))
        .containsExactly("0.0|7.0|2093.0");
  }

  @Test
  void aColumnThatFailsFailsTheFile() {
    List<ParquetColumn> columns =
        List.of(
            number(
                "broken",
                row -> {
                  throw new IllegalArgumentException("row " + row);
                }));

    assertThatThrownBy(() -> bytes(columns, 10))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("row 0");
  }

  @Test
  void aFullDiskIsAnIoFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };

    assertThatThrownBy(() -> ParquetFile.write(columns(100), 100, 2, full))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  private static List<ParquetColumn> columns(int rows) {
    List<ParquetColumn> columns = new ArrayList<>();
    columns.add(new Texts("series", ParquetFileTest::seriesOf));
    columns.add(new Times("even", ParquetFileTest::even));
    columns.add(new Times("uneven", ParquetFileTest::uneven));
    List<String> names = List.of("random", "few", "rising", "runs", "mixed", "odd");
    List<IntToDoubleFunction> numbers = numbers(rows);
    for (int i = 0; i < names.size(); i++) {
      columns.add(number(names.get(i), numbers.get(i)));
    }
    return columns;
  }

  private static List<IntToDoubleFunction> numbers(int rows) {
    double[] special = {0.0, -0.0, Double.NaN, 1e308, Double.MIN_VALUE, Double.NEGATIVE_INFINITY};
    SplittableRandom lengths = new SplittableRandom(5);
    double[] mixed = new double[rows];
    for (int row = 0, value = 0; row < rows; value++) {
      for (int end = Math.min(rows, row + 1 + lengths.nextInt(20)); row < end; row++) {
        mixed[row] = value % 50;
      }
    }
    return List.of(
        random(rows),
        row -> row % 13 / 3.0,
        row -> row,
        row -> row - row % 1000,
        row -> mixed[row],
        row -> special[row % special.length]);
  }

  private static IntToDoubleFunction random(int rows) {
    double[] values = new SplittableRandom(7).doubles(rows).toArray();
    return row -> values[row];
  }

  private static String seriesOf(int row) {
    return row % 7 == 6 ? "Zürich ⚡" : "series-" + row % 7;
  }

  private static long even(int row) {
    return T0 + 60_000L * row;
  }

  private static long uneven(int row) {
    return -T0 + 1_000_000_007L * row + row % 11;
  }

  private static ParquetColumn number(String name, IntToDoubleFunction at) {
    return new Numbers(
        name,
        (from, until, into) -> {
          for (int row = from; row < until; row++) {
            into[row - from] = at.applyAsDouble(row);
          }
        });
  }

  private static byte[] bytes(List<ParquetColumn> columns, int rows) throws IOException {
    return bytes(columns, rows, 2);
  }

  private static byte[] bytes(List<ParquetColumn> columns, int rows, int threads)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ParquetFile.write(columns, rows, threads, out);
    return out.toByteArray();
  }

  private Path write(List<ParquetColumn> columns, int rows) throws IOException {
    return write(columns, rows, 2);
  }

  private Path write(List<ParquetColumn> columns, int rows, int threads) throws IOException {
    Path file = directory.resolve("file.parquet");
    Files.write(file, bytes(columns, rows, threads));
    return file;
  }

  private List<String> rows(String sql, Path file) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement = duckdb.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet read = statement.executeQuery(sql.formatted(file))) {
        while (read.next()) {
          List<String> fields = new ArrayList<>();
          for (int i = 1; i <= read.getMetaData().getColumnCount(); i++) {
            fields.add(String.valueOf(read.getObject(i)));
          }
          rows.add(String.join("|", fields));
        }
      }
    }
    return rows;
  }
}
