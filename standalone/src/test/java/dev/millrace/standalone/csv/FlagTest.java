package dev.millrace.standalone.csv;

import static dev.millrace.standalone.csv.TableFiles.rows;
import static dev.millrace.standalone.csv.TableFiles.sent;
import static dev.millrace.standalone.csv.TableFiles.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagTest {
  @TempDir private Path folder;
  private TableFiles files;

  @BeforeEach
  void files() {
    files = new TableFiles(folder);
  }

  @ParameterizedTest
  @CsvSource({"true, false, true, false", "Yes, NO, yes, no", "Y, n, Y, N"})
  void wordsForYesAndNoAreOneAndZeroAndThatIsSaid(
      String one, String zero, String sayOne, String sayZero) throws Exception {
    MeasurementFile file =
        files.open("date,open,v\n2024-01-01,%s,5\n2024-01-02,%s,6\n".formatted(one, zero));

    assertThat(file.describe())
        .contains(
            "open, v as variables, open with 1 for %s and 0 for %s;".formatted(sayOne, sayZero));
    assertThat(rows(file))
        .containsExactly(
            sent(2, "2024-01-01T00:00:00Z", "s", value("open", 1), value("v", 5)),
            sent(3, "2024-01-02T00:00:00Z", "s", value("open", 0), value("v", 6)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "N", "Y"})
  void aWordThatMayMeanSomethingElseIsTextUntilItsOppositeIsSeen(String word) throws Exception {
    assertThat(
            files.open("date,c,v\n2024-01-01,%s,5\n2024-01-02,%1$s,6\n".formatted(word)).describe())
        .contains("v as variable; not sent: c (text)");
  }

  @Test
  void onlyTrueOrOnlyFalseIsClear() throws Exception {
    assertThat(files.open("date,c,v\n2024-01-01,false,5\n").describe())
        .contains("c, v as variables");
  }

  @Test
  void anotherWordAmongThemRefusesItsRow() throws Exception {
    MeasurementFile file =
        files.open(
            """
            date,open,v
            2024-01-01,yes,1
            2024-01-02,no,1
            2024-01-03,,1
            2024-01-04,yes,1
            2024-01-05,no,1
            2024-01-06,perhaps,1
            """);

    assertThat(rows(file))
        .contains(sent(4, "2024-01-03T00:00:00Z", "s", value("v", 1)))
        .contains(new Row.Refused(7, "'perhaps' in column 'open' is no yes or no"));
  }

  @Test
  void oneOfThemDoesNotStandForTheValueOfTheLongForm() throws Exception {
    MeasurementFile file =
        files.open(
            """
            date,metric,reading,valid
            2024-01-01,wind,4,true
            2024-01-01,rain,2,false
            2024-01-02,wind,3,true
            2024-01-02,rain,1,true
            """);

    assertThat(file.describe())
        .contains("metric as name of the variable, reading as its value; not sent: valid");
  }

  @Test
  void aColumnThatWasNamedIsReadSoToo() throws Exception {
    FileRequest request = TableFiles.withNames(List.of(), Optional.empty(), List.of("open"));

    assertThat(rows(files.open("date,open,v\n2024-01-01,Y,5\n2024-01-02,N,6\n", request)))
        .containsExactly(
            sent(2, "2024-01-01T00:00:00Z", "s", value("open", 1)),
            sent(3, "2024-01-02T00:00:00Z", "s", value("open", 0)));
  }
}
