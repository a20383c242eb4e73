package dev.millrace.features.dataset.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.features.dataset.Column;
import dev.millrace.features.dataset.FeatureTable;
import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.HexFormat;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSnapshotTest {

  private static final TimeZone ZONE = TimeZone.getDefault();

  @TempDir Path directory;

  @AfterEach
  void restoreTheTimeZone() {
    TimeZone.setDefault(ZONE);
  }

  @Test
  void theSameRowsAlwaysHaveTheSameBytes() throws Exception {
    Path one = directory.resolve("one.parquet");
    Path other = directory.resolve("it's another.parquet");

    ParquetSnapshot.write(table(2000, 1), one);
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    ParquetSnapshot.write(table(2000, 1), other);

    assertThat(sha256(other)).isEqualTo(sha256(one));
  }

  /**
   * Refresh it only when a new version of the feature set or of the Parquet writer is meant to give
   * new datasets: put in the hash that the failure shows.
   */
  @Test
  void theBytesAreThoseOfEveryOtherRunAndMachine() throws Exception {
    Path file = directory.resolve("golden.parquet");

    ParquetSnapshot.write(table(400, 7), file);

    assertThat(sha256(file))
        .isEqualTo("3399962496de6fed8f7376db3991b2ee4a8ef0cad62c24d05da457489b3a8ede");
  }

  @Test
  void otherRowsHaveOtherBytes() throws Exception {
    Path one = directory.resolve("one.parquet");
    Path other = directory.resolve("other.parquet");

    ParquetSnapshot.write(table(2000, 1), one);
    ParquetSnapshot.write(table(2000, 2), other);

    assertThat(sha256(other)).isNotEqualTo(sha256(one));
  }

  @Test
  void aReaderFindsEveryValueInItsColumnAndRow() throws Exception {
    Path file = directory.resolve("data.parquet");
    FeatureTable table = table(15_000, 3);

    ParquetSnapshot.write(table, file);

    List<Column> columns = table.columns();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT *, epoch_ms(origin), epoch_ms(target_time) FROM '%s'".formatted(file))) {
      for (int i = 0; i < columns.size(); i++) {
        assertThat(rows.getMetaData().getColumnName(i + 1)).isEqualTo(columns.get(i).name());
      }
      for (int row = 0; row < table.rows(); row++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(table.series(row));
        assertThat(rows.getLong(columns.size() + 1)).isEqualTo(table.originTime(row));
        assertThat(rows.getLong(columns.size() + 2)).isEqualTo(table.targetTime(row));
        for (int i = 3; i < columns.size(); i++) {
          assertThat(rows.getDouble(i + 1)).isEqualTo(table.number(row, i - 3));
        }
      }
      assertThat(rows.next()).isFalse();
    }
  }

  private static FeatureTable table(int hours, long seed) {
    var outcome =
        Samples.rules()
            .prepare(
                Samples.request("s"),
                Samples.basic(),
                Samples.view("s", Samples.observations(hours, seed)));
    return ((Prepared) outcome).table();
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
