package dev.millrace.standalone.csv;

import static dev.millrace.standalone.csv.TableFiles.rows;
import static dev.millrace.standalone.csv.TableFiles.sent;
import static dev.millrace.standalone.csv.TableFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonthNameTest {
  @TempDir private Path folder;
  private TableFiles files;

  @BeforeEach
  void files() {
    files = new TableFiles(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01-Jan-2024|2024-01-01T00:00:00Z|dd-MMM-yyyy",
        "1-JAN-24|2024-01-01T00:00:00Z|d-MMM-yy",
        "05/Sep/2023 7:30|2023-09-05T07:30:00Z|dd/MMM/yyyy HH:mm",
        "05/Sep/2023:07:30:15 +0200|2023-09-05T05:30:15Z|dd/MMM/yyyy HH:mm:ssX",
        "5 September 2023|2023-09-05T00:00:00Z|d MMMM yyyy",
        "01JAN2024|2024-01-01T00:00:00Z|ddMMMyyyy",
        "Jan 5, 2024 3:00 PM|2024-01-05T15:00:00Z|MMM d, yyyy HH:mm a",
        "Jan 5, 2024, 3:00:30\u202FAM|2024-01-05T03:00:30Z|MMM d, yyyy HH:mm:ss a",
        "January 05 2024|2024-01-05T00:00:00Z|MMMM dd yyyy",
        "Sept. 5, 2024 24:00|2024-09-06T00:00:00Z|MMM. d, yyyy HH:mm",
        "2024-May-05T03:00:00Z|2024-05-05T03:00:00Z|yyyy-MMM-dd'T'HH:mm:ssX"
      })
  void guessesADateWithTheNameOfItsMonth(String text, Instant expected, String pattern)
      throws Exception {
    TimeFormat format = found(text);

    assertThat(format.describe()).isEqualTo(pattern);
    assertThat(
            switch (format.parse(text)) {
              case Moment.Known(var at) -> at;
              case Moment.OnClock(var time) -> time.toInstant(ZoneOffset.UTC);
            })
        .isEqualTo(expected);
  }

  private static TimeFormat found(String text) {
    return ((TimeGuess.Found) TimeGuess.of(List.of(text))).format();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jan-24",
        "Jan 2024",
        "31-Feb-2024",
        "01-Foo-2024",
        "5 Mai 2024",
        "Jan 5 24",
        "May",
        "marble",
        "01-Jan-2024x",
        "Jan 5, 2024 25:00"
      })
  void doesNotGuessWhatIsNoDayOrNoEnglishMonth(String text) {
    assertThat(TimeGuess.of(List.of(text))).isInstanceOf(TimeGuess.None.class);
  }

  @Test
  void readsAFileAndRefusesTheRowsThatAreNoDates() throws Exception {
    MeasurementFile file =
        files.open("date,v\n30-Jan-2024,1\n31-jan-2024,2\n32-Jan-2024,3\nFeb 1 2024,4\n");

    assertThat(file.describe()).startsWith("reading date as time (dd-MMM-yyyy, taken as Z)");
    assertThat(rows(file))
        .containsExactly(
            sent(2, "2024-01-30T00:00:00Z", "s", value("v", 1)),
            sent(3, "2024-01-31T00:00:00Z", "s", value("v", 2)),
            new Row.Refused(4, "'32-Jan-2024' is not dd-MMM-yyyy"),
            sent(5, "2024-02-01T00:00:00Z", "s", value("v", 4)));
  }

  @Test
  void asksForTheFormatOfMonthsInAnotherLanguage() {
    assertThatThrownBy(() -> files.open("date,v\n05-Mai-2024,1\n06-Mai-2024,1\n"))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("--time-format");
  }
}
