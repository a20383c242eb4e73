package dev.millrace.standalone.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementFileTest {
  @TempDir private Path folder;

  @Test
  void readsEveryNumericColumnWhenNoneIsNamed() throws Exception {
    MeasurementFile file =
        open("date,HUFL,name,OT\n2016-07-01 00:00:00,5.8,a,30.5\n2016-07-01 01:00:00,5.6,b,27.7\n");

    assertThat(rows(file))
        .containsExactly(
            values(2, "2016-07-01T00:00:00Z", Map.of("HUFL", 5.8, "OT", 30.5)),
            values(3, "2016-07-01T01:00:00Z", Map.of("HUFL", 5.6, "OT", 27.7)));
  }

  @Test
  void namesTheLineAndTheReasonOfEveryRefusedRow() throws Exception {
    MeasurementFile file =
        open(
            """
            date,v
            2020-01-01 00:00,1
            yesterday,2

            2020-01-01 02:00,three
            2020-01-01 03:00
            2020-01-01 04:00,5
            2020-01-01 05:00,6
            """,
            List.of("v"),
            ZoneOffset.UTC);

    assertThat(rows(file))
        .containsExactly(
            values(2, "2020-01-01T00:00:00Z", Map.of("v", 1.0)),
            new Row.Refused(3, "'yesterday' is not YYYY-MM-DD[ HH:MM[:SS]] in Z"),
            new Row.Refused(5, "'three' in column 'v' is no number"),
            new Row.Refused(6, "1 fields, the header has 2"),
            values(7, "2020-01-01T04:00:00Z", Map.of("v", 5.0)),
            values(8, "2020-01-01T05:00:00Z", Map.of("v", 6.0)));
  }

  @Test
  void readsGermanFiles() throws Exception {
    MeasurementFile file = open("date;v\n31.12.2024 23:00;1.234,5\n01.01.2025 00:00;3,5\n");

    assertThat(file.layout().delimiter()).isEqualTo(';');
    assertThat(rows(file))
        .containsExactly(
            values(2, "2024-12-31T23:00:00Z", Map.of("v", 1_234.5)),
            values(3, "2025-01-01T00:00:00Z", Map.of("v", 3.5)));
  }

  @Test
  void leavesBlankCellsOut() throws Exception {
    MeasurementFile file = open("date,a,b\n2020-01-01,1,\n2020-01-02,NaN,2\n");

    assertThat(rows(file))
        .containsExactly(
            values(2, "2020-01-01T00:00:00Z", Map.of("a", 1.0)),
            values(3, "2020-01-02T00:00:00Z", Map.of("b", 2.0)));
  }

  @Test
  void takesTheSeriesFromAColumn() throws Exception {
    Path path = write("date,product,quantity\n2010-12-01,A1,4\n2010-12-01,B2,0\n");
    FileRequest request =
        new FileRequest(
            "date", Optional.empty(), ZoneOffset.UTC, "", Optional.of("product"), List.of());

    assertThat(rows(MeasurementFile.open(path, request)))
        .extracting(row -> ((Row.Values) row).series())
        .containsExactly("A1", "B2");
  }

  @Test
  void readsLocalTimesInTheZoneThatIsNamedAndRefusesTimesThatNoClockShowed() throws Exception {
    MeasurementFile file =
        open(
            "date,v\n2025-03-30 01:00:00,1\n2025-03-30 02:30:00,2\n2025-03-30 03:00:00,3\n",
            List.of(),
            ZoneId.of("Europe/Berlin"));

    assertThat(rows(file))
        .containsExactly(
            values(2, "2025-03-30T00:00:00Z", Map.of("v", 1.0)),
            new Row.Refused(
                3, "'2025-03-30 02:30:00' is not a time that the clocks of Europe/Berlin showed"),
            values(4, "2025-03-30T01:00:00Z", Map.of("v", 3.0)));
  }

  @Test
  void namesTheColumnsWhenTheTimeColumnIsMissing() throws IOException {
    Path path = write("time,v\n2020-01-01,1\n");

    assertThatThrownBy(() -> MeasurementFile.open(path, request(List.of(), ZoneOffset.UTC)))
        .isInstanceOf(UnusableFile.class)
        .hasMessage("there is no column 'date'; the columns are time, v");
  }

  @Test
  void refusesAFileWithoutRows() throws IOException {
    Path path = write("date,v\n");

    assertThatThrownBy(() -> MeasurementFile.open(path, request(List.of(), ZoneOffset.UTC)))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("no rows");
  }

  @Test
  void refusesAFileWithoutNumbers() throws IOException {
    Path path = write("date,v\n2020-01-01,a\n");

    assertThatThrownBy(() -> MeasurementFile.open(path, request(List.of(), ZoneOffset.UTC)))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("--variables");
  }

  private MeasurementFile open(String text) throws Exception {
    return open(text, List.of(), ZoneOffset.UTC);
  }

  private MeasurementFile open(String text, List<String> variables, ZoneId zone) throws Exception {
    return MeasurementFile.open(write(text), request(variables, zone));
  }

  private static FileRequest request(List<String> variables, ZoneId zone) {
    return new FileRequest("date", Optional.empty(), zone, "s", Optional.empty(), variables);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("file.csv"), text);
  }

  private static Row values(long line, String at, Map<String, Double> values) {
    return new Row.Values(line, Instant.parse(at), "s", values);
  }

  private static List<Row> rows(MeasurementFile file) throws IOException {
    try (Stream<Row> rows = file.rows()) {
      return rows.toList();
    }
  }
}
