package dev.millrace.standalone.csv;

import static dev.millrace.standalone.csv.TableFiles.rows;
import static dev.millrace.standalone.csv.TableFiles.sent;
import static dev.millrace.standalone.csv.TableFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir private Path folder;
  private TableFiles files;

  @BeforeEach
  void files() {
    files = new TableFiles(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "2016-07-01T02:00:00Z, 2016-07-01T02:00:00Z",
    "2016-07-01T02:00:00+02:00, 2016-07-01T00:00:00Z",
    "2016-07-01 02:00:00+0200, 2016-07-01T00:00:00Z",
    "2016-07-01 02:00:00.5 -03, 2016-07-01T05:00:00.500Z",
    "2016-07-01T02:00+02:00[Europe/Berlin], 2016-07-01T00:00:00Z",
    "2016-07-01 02:00:00 UTC, 2016-07-01T02:00:00Z",
    "2016-07-01T02:00, 2016-07-01T02:00:00Z",
    "2016-07-01 02:00:00, 2016-07-01T02:00:00Z",
    "2016-07-01 02:00:00.250, 2016-07-01T02:00:00.250Z",
    "2016-06-30 24:00, 2016-07-01T00:00:00Z",
    "2016/7/1 2:00, 2016-07-01T02:00:00Z",
    "2016-07-01, 2016-07-01T00:00:00Z",
    "20160701, 2016-07-01T00:00:00Z",
    "20160701T020000Z, 2016-07-01T02:00:00Z",
    "201607010200, 2016-07-01T02:00:00Z",
    "01.07.2016 02:00, 2016-07-01T02:00:00Z",
    "7/31/2016 2:00 PM, 2016-07-31T14:00:00Z",
    "31-07-16 12:00 AM, 2016-07-31T00:00:00Z",
    "1467338400, 2016-07-01T02:00:00Z",
    "1467338400.5, 2016-07-01T02:00:00.500Z",
    "1467338400000, 2016-07-01T02:00:00Z",
    "1467338400000000, 2016-07-01T02:00:00Z",
    "1467338400000000000, 2016-07-01T02:00:00Z",
  })
  void guessesTheFormat(String text, Instant expected) throws UnreadableTime {
    assertThat(TimeGuess.of(List.of(text)))
        .isInstanceOfSatisfying(
            TimeGuess.Found.class,
            found -> assertThat(instant(found.format(), text)).isEqualTo(expected));
  }

  private static Instant instant(TimeFormat format, String text) {
    try {
      return switch (format.parse(text)) {
        case Moment.Known(var at) -> at;
        case Moment.OnClock(LocalDateTime time) -> time.toInstant(ZoneOffset.UTC);
      };
    } catch (UnreadableTime e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"noon", "2016-13-01", "2016-02-30", "12", "5.8270", "13/13/2020", "1-2"})
  void doesNotGuessWhatCouldMeanAnything(String text) {
    assertThat(TimeGuess.of(List.of(text))).isInstanceOf(TimeGuess.None.class);
  }

  @Test
  void letsTheDataDecideBetweenDayFirstAndMonthFirst() throws Exception {
    assertThat(rows(files.open("date,v\n01/02/2020,1\n13/02/2020,2\n")))
        .first()
        .isEqualTo(sent(2, "2020-02-01T00:00:00Z", "s", value("v", 1)));
    assertThat(rows(files.open("date,v\n01/02/2020,1\n02/13/2020,2\n")))
        .first()
        .isEqualTo(sent(2, "2020-01-02T00:00:00Z", "s", value("v", 1)));
  }

  @Test
  void refusesDatesThatMayBeReadBothWaysUnlessTheFormatIsNamed() throws Exception {
    String text = "date,v\n01/02/2020 5:00,1\n03/04/2020 6:00,2\n";

    assertThatThrownBy(() -> files.open(text))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContainingAll(
            "may have the day or the month first",
            "--time-format 'd/M/yyyy H:mm' or 'M/d/yyyy H:mm'");
    assertThat(rows(files.open(text, TableFiles.withTimeFormat("d/M/yyyy H:mm"))))
        .first()
        .isEqualTo(sent(2, "2020-02-01T05:00:00Z", "s", value("v", 1)));
  }

  @Test
  void refusesDatesThatContradictEachOther() {
    assertThatThrownBy(() -> files.open("date,v\n13/02/2020,1\n02/14/2020,2\n02/03/2020,3\n"))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("the day first in some rows and the month first in others");
  }

  @Test
  void saysThatANamedFormatReadsNothing() {
    assertThatThrownBy(
            () ->
                files.open(
                    "date,v\n2020-01-01 00:00:00,1\n",
                    TableFiles.withTimeFormat("YYYY/DD/MM HH:mm")))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("no column holds times");
    assertThatThrownBy(() -> files.open("date,v\n2020-01-01,1\n", TableFiles.withTimeFormat("{")))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("is no pattern");
  }

  @Test
  void countsTheRowsThatLackTheOffsetOfOthers() throws Exception {
    assertThat(
            withoutOffset(
                "time,v\n2025-01-01T00:00Z,1\n2025-01-01T01:00,2\n2025-01-01T04:00+02:00,3\n"))
        .isEqualTo(1);
    assertThat(withoutOffset("time,v\n2025-01-01T00:00,1\n2025-01-01T01:00,2\n")).isZero();
  }

  private long withoutOffset(String text) throws Exception {
    try (MeasurementRows rows = files.open(text).rows()) {
      Optional<Row> row = rows.next();
      while (row.isPresent()) {
        row = rows.next();
      }
      return rows.rowsWithoutTheOffsetOfOthers();
    }
  }

  @Test
  void refusesCountsOfSecondsAmongMilliseconds() {
    assertThatThrownBy(
            () ->
                files.open("ts,v\n1704067200,1\n1704070800000,2\n1704074400,3\n1704078000000,4\n"))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining(
            "'ts' are seconds since 1970 in some rows and milliseconds since 1970 in others");
  }

  @Test
  void takesAStrayCountOfAnotherUnitForNoTimeInsteadOfAnotherCentury() throws Exception {
    StringBuilder text = new StringBuilder("ts,v\n1704067200,0\n");
    for (int hour = 1; hour < 12; hour++) {
      text.append("%d000,%d\n".formatted(1_704_067_200L + 3600L * hour, hour));
    }

    assertThat(rows(files.open(text.toString())))
        .hasSize(12)
        .startsWith(
            new Row.Refused(2, "'1704067200' is not milliseconds since 1970"),
            sent(3, "2024-01-01T01:00:00Z", "s", value("v", 1)));
  }

  @Test
  void takesEachRowsOwnOffset() throws Exception {
    MeasurementFile file =
        files.open(
            "time,v\n2020-01-01T00:00:00+01:00,1\n2020-01-01T00:00:00Z,2\n2020-01-01T02:00:00,3\n",
            TableFiles.in(BERLIN));

    assertThat(rows(file))
        .containsExactly(
            sent(2, "2019-12-31T23:00:00Z", "s", value("v", 1)),
            sent(3, "2020-01-01T00:00:00Z", "s", value("v", 2)),
            sent(4, "2020-01-01T01:00:00Z", "s", value("v", 3)));
  }

  @Test
  void tellsTheHourThatOccursTwiceApartByTheOrderOfTheFile() throws Exception {
    MeasurementFile file =
        files.open(
            """
            time,v
            2025-10-26 01:30,1
            2025-10-26 02:00,2
            2025-10-26 02:30,3
            2025-10-26 02:00,4
            2025-10-26 02:30,5
            2025-10-26 03:00,6
            """,
            TableFiles.in(BERLIN));

    assertThat(rows(file))
        .extracting(row -> ((Row.Values) row).observedAt())
        .containsExactly(
            Instant.parse("2025-10-25T23:30:00Z"),
            Instant.parse("2025-10-26T00:00:00Z"),
            Instant.parse("2025-10-26T00:30:00Z"),
            Instant.parse("2025-10-26T01:00:00Z"),
            Instant.parse("2025-10-26T01:30:00Z"),
            Instant.parse("2025-10-26T02:00:00Z"));
  }

  @Test
  void tellsItApartInAFileThatRunsBackwardsToo() throws Exception {
    MeasurementFile file =
        files.open(
            "time,v\n2025-10-26 03:00,6\n2025-10-26 02:00,4\n2025-10-26"
                + " 02:00,2\n2025-10-26 01:00,1\n",
            TableFiles.in(BERLIN));

    assertThat(rows(file))
        .extracting(row -> ((Row.Values) row).observedAt())
        .containsExactly(
            Instant.parse("2025-10-26T02:00:00Z"),
            Instant.parse("2025-10-26T01:00:00Z"),
            Instant.parse("2025-10-26T00:00:00Z"),
            Instant.parse("2025-10-25T23:00:00Z"));
  }

  @Test
  void tellsItApartForEachSeries() throws Exception {
    MeasurementFile file =
        files.open(
            """
            time,sensor,v
            2025-10-26 02:00,a,1
            2025-10-26 02:00,b,1
            2025-10-26 02:00,a,2
            2025-10-26 02:00,b,2
            """,
            new FileRequest(
                FileRequest.Text.GUESSED,
                FileRequest.Times.guessed(BERLIN),
                Optional.empty(),
                "s",
                Optional.empty(),
                List.of("sensor"),
                Optional.empty(),
                List.of()));

    assertThat(rows(file))
        .containsExactly(
            sent(2, "2025-10-26T00:00:00Z", "a", value("v", 1)),
            sent(3, "2025-10-26T00:00:00Z", "b", value("v", 1)),
            sent(4, "2025-10-26T01:00:00Z", "a", value("v", 2)),
            sent(5, "2025-10-26T01:00:00Z", "b", value("v", 2)));
  }

  @Test
  void refusesTheHourThatNoClockShowed() throws Exception {
    MeasurementFile file =
        files.open(
            "date,v\n2025-03-30 01:00:00,1\n2025-03-30 02:30:00,2\n2025-03-30 03:00:00,3\n",
            TableFiles.in(BERLIN));

    assertThat(rows(file))
        .containsExactly(
            sent(2, "2025-03-30T00:00:00Z", "s", value("v", 1)),
            new Row.Refused(
                3,
                "'2025-03-30T02:30' is not a time that the clocks"
                    + " of Europe/Berlin showed: they were put forward"),
            sent(4, "2025-03-30T01:00:00Z", "s", value("v", 3)));
  }

  @Test
  void prefersTheColumnWithAUsualName() throws Exception {
    assertThat(files.open("created,timestamp,v\n2020-01-01,1467338400,1\n").describe())
        .startsWith("reading timestamp as time (seconds since 1970), v as variable");
  }
}
