package dev.millrace.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetDatasetTest {
  @TempDir Path folder;

  @Test
  void readsWhatWasWrittenInFileOrder() throws SQLException {
    // More than one of DuckDB's chunks of 2048 rows and more than one row group.
    Dataset written = ExampleData.dataset(10_000, 1);
    Path file = ExampleData.write(written, folder.resolve("data.parquet"));

    Dataset read = ParquetDataset.read(file, written.layout());

    assertThat(read.target()).isEqualTo(written.target());
    for (int column = 0; column < written.featureCount(); column++) {
      assertThat(read.feature(column)).isEqualTo(written.feature(column));
    }
    for (String name : ExampleData.BASELINES) {
      assertThat(read.baseline(name)).isEqualTo(written.baseline(name));
    }
  }

  @Test
  void readsAMissingFeatureAsNaN() throws SQLException {
    Path file = parquet("SELECT NULL::DOUBLE AS f, 1.0 AS b, 2.0 AS target FROM range(3)");

    Dataset read = ParquetDataset.read(file, layout("f"));

    assertThat(read.feature(0)).containsOnly(Float.NaN);
  }

  @Test
  void refusesAMissingTarget() throws SQLException {
    Path file =
        parquet(
            "SELECT 1.0 AS f, 1.0 AS b, CASE WHEN i = 1 THEN NULL ELSE 2.0 END AS target"
                + " FROM range(3) r(i)");

    assertThatThrownBy(() -> ParquetDataset.read(file, layout("f")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column target must be finite, got NaN in row 1");
  }

  @Test
  void refusesAnotherNumberOfRowsThanItsSplitsSay() throws SQLException {
    Path fewer = parquet("SELECT 1.0 AS f, 1.0 AS b, 2.0 AS target FROM range(2)");
    assertThatThrownBy(() -> ParquetDataset.read(fewer, layout("f")))
        .hasMessage("dataset file has 2 rows, its splits 3");

    Path more = parquet("SELECT 1.0 AS f, 1.0 AS b, 2.0 AS target FROM range(4)");
    assertThatThrownBy(() -> ParquetDataset.read(more, layout("f")))
        .hasMessage("dataset file has more rows than the 3 of its splits");
  }

  @Test
  void namesAColumnThatIsNotThere() throws SQLException {
    Path file = parquet("SELECT 1.0 AS f, 1.0 AS b, 2.0 AS target FROM range(3)");

    assertThatThrownBy(() -> ParquetDataset.read(file, layout("it's \"odd\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it's \"odd\"");
  }

  private static final String TIMES =
      "TIMESTAMP '2025-01-01' AS origin, TIMESTAMP '2025-01-02' AS target_time";

  private static DatasetLayout layout(String feature) {
    var splits = new Splits(new Rows(0, 1), new Rows(1, 2), new Rows(2, 3));
    return new DatasetLayout(List.of(feature), List.of("b"), "target", "load_kw", 24, splits);
  }

  private Path parquet(String select) throws SQLException {
    Path file = folder.resolve("small.parquet");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement()) {
      statement.execute(
          "COPY (SELECT *, "
              + TIMES
              + " FROM ("
              + select
              + ")) TO '"
              + file
              + "' (FORMAT parquet)");
    }
    return file;
  }
}
