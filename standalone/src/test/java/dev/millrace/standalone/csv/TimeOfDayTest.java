package dev.millrace.standalone.csv;

import static dev.millrace.standalone.csv.TableFiles.rows;
import static dev.millrace.standalone.csv.TableFiles.sent;
import static dev.millrace.standalone.csv.TableFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.standalone.csv.FileRequest.HourOne;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeOfDayTest {
  @TempDir private Path folder;
  private TableFiles files;

  @BeforeEach
  void files() {
    files = new TableFiles(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "date, time, 2024-01-05, 07:00",
    "Date, Time, 5.1.2024, 7:00:00",
    "Date, Hour, 05-Jan-2024, 7",
    "date, HHMM, 20240105, 0700",
    "Datum, Uhrzeit, 2024/1/5, 7:00 AM"
  })
  void joinsADateAndATimeOfDayInTwoColumns(String date, String time, String day, String clock)
      throws Exception {
    MeasurementFile file =
        files.open("%s,%s,v\n%s,%s,1\n%s,11:30,2\n".formatted(date, time, day, clock, day));

    assertThat(file.describe())
        .startsWith("reading %s, %s as time (".formatted(date, time))
        .contains("v as variable");
    assertThat(rows(file))
        .containsExactly(
            sent(2, "2024-01-05T07:00:00Z", "s", value("v", 1)),
            sent(3, "2024-01-05T11:30:00Z", "s", value("v", 2)));
  }

  @Test
  void joinsThemWhateverStandsBetweenAndTellsTheSeriesApart() throws Exception {
    MeasurementFile file =
        files.open(
            """
            meter,date,kwh,hour
            a,2024-01-05,1,0
            b,2024-01-05,2,0
            a,2024-01-05,3,23
            b,2024-01-05,4,23
            """);

    assertThat(file.describe())
        .startsWith(
            "reading date, hour as time (yyyy-MM-dd HH:mm, taken as Z),"
                + " meter as series, kwh as variable;");
    assertThat(rows(file))
        .contains(
            sent(2, "2024-01-05T00:00:00Z", "a", value("kwh", 1)),
            sent(5, "2024-01-05T23:00:00Z", "b", value("kwh", 4)));
  }

  private static final String FROM_ONE = "Date,HE,v\n2024-01-05,1,1\n2024-01-05,24,2\n";

  @Test
  void asksWhenHourOneIsWhereHoursAreCountedFromOneToTwentyFour() throws Exception {
    assertThatThrownBy(() -> files.open(FROM_ONE))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContainingAll("column 'HE'", "1 to 24", "--hour-one 00:00 or --hour-one 01:00");
    MeasurementFile beginning = files.open(FROM_ONE, hourOne(HourOne.AT_0));
    MeasurementFile end = files.open(FROM_ONE, hourOne(HourOne.AT_1));

    assertThat(beginning.describe()).contains("HH:mm, hour 1 as 00:00, taken as Z");
    assertThat(rows(beginning))
        .containsExactly(
            sent(2, "2024-01-05T00:00:00Z", "s", value("v", 1)),
            sent(3, "2024-01-05T23:00:00Z", "s", value("v", 2)));
    assertThat(rows(end))
        .containsExactly(
            sent(2, "2024-01-05T01:00:00Z", "s", value("v", 1)),
            sent(3, "2024-01-06T00:00:00Z", "s", value("v", 2)));
    assertThat(end.reading()).isNotEqualTo(beginning.reading());
  }

  private static FileRequest hourOne(HourOne one) {
    return TableFiles.withTimes(
        new FileRequest.Times(List.of(), Optional.empty(), Optional.of(one), ZoneOffset.UTC));
  }

  @Test
  void refusesARowWithoutItsTimeOfDayInsteadOfTakingMidnight() throws Exception {
    MeasurementFile file =
        files.open(
            """
            date,time,v
            2024-01-05,06:00,1
            2024-01-05,07:00,1
            2024-01-05,08:00,1
            2024-01-05,,2
            2024-01-05,25:00,3
            """);

    assertThat(rows(file).subList(3, 5))
        .containsExactly(
            new Row.Refused(5, "'2024-01-05 ' is not yyyy-MM-dd HH:mm"),
            new Row.Refused(6, "'2024-01-05 25:00' is not yyyy-MM-dd HH:mm"));
  }

  @Test
  void anHourBesideDatesThatStandOnceIsAValue() throws Exception {
    assertThat(files.open("date,hour,v\n2024-01-05,7,1\n2024-01-06,9,2\n").describe())
        .contains("hour, v as variables");
  }

  @Test
  void anHourBesideFullTimesIsAValue() throws Exception {
    assertThat(files.open("date,hour,v\n2024-01-05 07:00,7,1\n2024-01-05 08:00,8,2\n").describe())
        .contains("hour, v as variables");
  }

  @Test
  void aDateThatWasNamedAloneStandsAlone() throws Exception {
    FileRequest request =
        TableFiles.withTimes(
            new FileRequest.Times(
                List.of("date"), Optional.empty(), Optional.empty(), ZoneOffset.UTC));

    assertThat(files.open("date,time,v\n2024-01-05,06:00,1\n", request).describe())
        .contains("date as time (yyyy-MM-dd", "time (text)");
  }

  @Test
  void joinsTheColumnsThatWereNamedAndReadsThemByTheFormatThatWasNamed() throws Exception {
    FileRequest.Times named =
        new FileRequest.Times(
            List.of("on", "at"), Optional.of("d.M.yy H"), Optional.empty(), ZoneOffset.UTC);

    assertThat(rows(files.open("at,on,v\n7,5.1.24,1\n", TableFiles.withTimes(named))))
        .containsExactly(sent(2, "2024-01-05T07:00:00Z", "s", value("v", 1)));
  }

  @Test
  void aCommaInTheNameOfTheTimeColumnIsPartOfIt() throws Exception {
    FileRequest.Times named =
        new FileRequest.Times(
            List.of("Date", " UTC"), Optional.empty(), Optional.empty(), ZoneOffset.UTC);

    assertThat(rows(files.open("\"Date, UTC\",v\n2024-01-05,1\n", TableFiles.withTimes(named))))
        .containsExactly(sent(2, "2024-01-05T00:00:00Z", "s", value("v", 1)));
  }

  @Test
  void tellsTheHourThatTheClocksShowTwiceApart() throws Exception {
    MeasurementFile file =
        files.open(
            "date,hour,v\n2025-10-26,1,1\n2025-10-26,2,2\n2025-10-26,2,3\n2025-10-26,3,4\n",
            TableFiles.in(ZoneId.of("Europe/Berlin")));

    assertThat(rows(file))
        .containsExactly(
            sent(2, "2025-10-25T23:00:00Z", "s", value("v", 1)),
            sent(3, "2025-10-26T00:00:00Z", "s", value("v", 2)),
            sent(4, "2025-10-26T01:00:00Z", "s", value("v", 3)),
            sent(5, "2025-10-26T02:00:00Z", "s", value("v", 4)));
  }
}
