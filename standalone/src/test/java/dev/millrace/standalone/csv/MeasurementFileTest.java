package dev.millrace.standalone.csv;

import static dev.millrace.standalone.csv.TableFiles.rows;
import static dev.millrace.standalone.csv.TableFiles.sent;
import static dev.millrace.standalone.csv.TableFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementFileTest {
  @TempDir private Path folder;
  private TableFiles files;

  @BeforeEach
  void files() {
    files = new TableFiles(folder);
  }

  @Test
  void readsEveryNumericColumnAndSaysWhatItLeavesOut() throws Exception {
    MeasurementFile file =
        files.open(
            "date,HUFL,name,none,OT\n2016-07-01 00:00:00,5.8,a,,30.5\n2016-07-01"
                + " 01:00:00,5.6,b,,27.7\n");

    assertThat(file.describe())
        .isEqualTo(
            "reading date as time (yyyy-MM-dd HH:mm:ss, taken"
                + " as Z), HUFL, OT as variables; not sent:"
                + " name (text), none (empty); UTF-8, fields parted by commas");
    assertThat(rows(file))
        .containsExactly(
            sent(2, "2016-07-01T00:00:00Z", "s", value("HUFL", 5.8), value("OT", 30.5)),
            sent(3, "2016-07-01T01:00:00Z", "s", value("HUFL", 5.6), value("OT", 27.7)));
  }

  @Test
  void takesTheSeriesFromTheColumnThatTellsRowsOfOneTimeApart() throws Exception {
    MeasurementFile file =
        files.open(
            """
            date,product,description,quantity,orders
            2010-12-01,A1,"VANILLA, IN TIN",4,1
            2010-12-01,B2,NIGHT LIGHT,0,
            2010-12-02,A1,"VANILLA, IN TIN",5,2
            2010-12-02,B2,NIGHT LIGHT,1,1
            """);

    assertThat(file.describe())
        .contains("product as series, quantity, orders as variables; not sent: description (text)");
    assertThat(rows(file))
        .contains(sent(2, "2010-12-01T00:00:00Z", "A1", value("quantity", 4), value("orders", 1)))
        .contains(sent(3, "2010-12-01T00:00:00Z", "B2", value("quantity", 0)));
  }

  @Test
  void takesTwoColumnsTogetherWhenNeitherTellsTheRowsApart() throws Exception {
    StringBuilder text = new StringBuilder("date,store,item,sales\n");
    for (int day = 1; day <= 3; day++) {
      for (int store = 1; store <= 2; store++) {
        for (int item = 1; item <= 2; item++) {
          text.append("2020-01-0%d,%d,%d,%d\n".formatted(day, store, item, day * store * item));
        }
      }
    }

    MeasurementFile file = files.open(text.toString());

    assertThat(file.describe()).contains("store, item as series, sales as variable");
    assertThat(rows(file)).contains(sent(2, "2020-01-01T00:00:00Z", "1/1", value("sales", 1)));
  }

  @Test
  void readsTheLongFormOfSeriesVariableAndValue() throws Exception {
    MeasurementFile file =
        files.open(
            """
            timestamp,station,variable,value
            2020-01-01T00:00Z,north,wind,4.5
            2020-01-01T00:00Z,north,rain,0
            2020-01-01T00:00Z,south,wind,3
            2020-01-01T00:00Z,south,rain,1
            """);

    assertThat(file.describe())
        .contains("station as series, variable as name of the variable, value as its value");
    assertThat(rows(file))
        .containsExactly(
            sent(2, "2020-01-01T00:00:00Z", "north", value("wind", 4.5)),
            sent(3, "2020-01-01T00:00:00Z", "north", value("rain", 0)),
            sent(4, "2020-01-01T00:00:00Z", "south", value("wind", 3)),
            sent(5, "2020-01-01T00:00:00Z", "south", value("rain", 1)));
  }

  @Test
  void followsThePersonAndNotItsGuess() throws Exception {
    String text = "date,a,b,n\n2020-01-01,x,wind,1\n2020-01-02,y,rain,2\n";

    assertThat(files.open(text).describe()).contains("n as variable; not sent: a (text), b (text)");
    assertThat(
            rows(files.open(text, TableFiles.withNames(List.of("a"), Optional.of("b"), List.of()))))
        .containsExactly(
            sent(2, "2020-01-01T00:00:00Z", "x", value("wind", 1)),
            sent(3, "2020-01-02T00:00:00Z", "y", value("rain", 2)));
  }

  @Test
  void namesTheLineAndTheReasonOfEveryRefusedRow() throws Exception {
    MeasurementFile file =
        files.open(
            """
            date,v
            2020-01-01 00:00,1
            yesterday,2

            2020-01-01 02:00,three
            2020-01-01 03:00
            2020-01-01 04:00,5
            2020-01-01 05:00,6,
            2020-01-01 06:00,7
            2020-01-01 07:00,8
            """,
            TableFiles.withNames(List.of(), Optional.empty(), List.of("v")));

    assertThat(rows(file))
        .containsExactly(
            sent(2, "2020-01-01T00:00:00Z", "s", value("v", 1)),
            new Row.Refused(3, "'yesterday' is not yyyy-MM-dd HH:mm"),
            new Row.Refused(5, "'three' in column 'v' is no number"),
            new Row.Refused(6, "1 fields, the header has 2"),
            sent(7, "2020-01-01T04:00:00Z", "s", value("v", 5)),
            sent(8, "2020-01-01T05:00:00Z", "s", value("v", 6)),
            sent(9, "2020-01-01T06:00:00Z", "s", value("v", 7)),
            sent(10, "2020-01-01T07:00:00Z", "s", value("v", 8)));
  }

  @Test
  void refusesTheSecondRowOfASeriesAndTimeAndNamesTheFirst() throws Exception {
    MeasurementFile file =
        files.open("date,v\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n2020-01-02,4\n");

    assertThat(rows(file))
        .last()
        .isEqualTo(
            new Row.Refused(
                5,
                "2020-01-02T00:00:00Z stands on line 3 already,"
                    + " for the same series; the first row counts"));
  }

  @Test
  void leavesBlankCellsOut() throws Exception {
    MeasurementFile file = files.open("date,a,b\n2020-01-01,1,\n2020-01-02,NaN,2\n");

    assertThat(rows(file))
        .containsExactly(
            sent(2, "2020-01-01T00:00:00Z", "s", value("a", 1)),
            sent(3, "2020-01-02T00:00:00Z", "s", value("b", 2)));
  }

  @Test
  void takesSqlForANameLikeAnyOther() throws Exception {
    String evil = "x'; DROP TABLE measurement; --";
    MeasurementFile file =
        files.open(
            "date,series,v\n2020-01-01,\"%s\",1\n2020-01-02,\"%s\",2\n".formatted(evil, evil));

    assertThat(rows(file)).contains(sent(2, "2020-01-01T00:00:00Z", evil, value("v", 1)));
  }

  @Test
  void readsAHundredThousandColumns() throws Exception {
    int columns = 100_000;
    String header =
        IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String row =
        IntStream.range(0, columns).mapToObj(String::valueOf).collect(Collectors.joining(","));

    MeasurementFile file =
        files.open("date,%s\n2020-01-01,%s\n2020-01-02,%s\n".formatted(header, row, row));

    assertThat(file.describe()).contains("c0, c1", "and 99,992 more as variables");
    assertThat(rows(file)).hasSize(2);
    assertThat(((Row.Values) rows(file).getFirst()).values())
        .hasSize(columns)
        .last()
        .isEqualTo(value("c99999", 99_999));
  }

  @Test
  void namesTheColumnsWhenTheTimeColumnIsMissing() throws Exception {
    assertThatThrownBy(() -> files.open("a,b\n1,x\n2,y\n"))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContainingAll("no column holds times", "--time-column", "a, b");
  }

  @Test
  void asksForNamesWhenTheFirstLineHoldsValues() throws Exception {
    assertThatThrownBy(() -> files.open("2020-01-01,1\n2020-01-02,2\n"))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("its first line holds values (2020-01-01)");
  }

  @Test
  void refusesAFileWithoutRowsAndOneWithoutAnything() throws Exception {
    assertThatThrownBy(() -> files.open("date,v\n"))
        .isInstanceOf(UnusableFile.class)
        .hasMessage("it has no rows below its header");
    assertThatThrownBy(() -> files.open(""))
        .isInstanceOf(UnusableFile.class)
        .hasMessage("it is empty");
  }

  @Test
  void refusesAFileWithoutNumbers() {
    assertThatThrownBy(() -> files.open("date,v,w\n2020-01-01,a,\n"))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContainingAll("--variables", "v (text), w (empty)");
  }

  @Test
  void readsOnlyTheSeriesThatWasAskedFor() throws Exception {
    FileRequest all = TableFiles.request();
    FileRequest one =
        new FileRequest(
            all.text(),
            all.times(),
            Optional.of("B"),
            all.fileSeries(),
            all.shape(),
            all.seriesColumns(),
            all.variableColumn(),
            all.variables());

    assertThat(rows(files.open("date,sku,v\n2020-01-01,A,1\n2020-01-01,B,2\n", one)))
        .containsExactly(
            new Row.OfAnotherSeries(2), sent(3, "2020-01-01T00:00:00Z", "B", value("v", 2)));
  }

  @Test
  void readsTheSameBytesInAnotherWayAsAnotherReading() throws Exception {
    String text = "date,v\n2020-01-01,1\n";

    assertThat(files.open(text).reading()).isEqualTo(files.open(text).reading());
    assertThat(files.open(text, TableFiles.in(ZoneId.of("Asia/Tokyo"))).reading())
        .isNotEqualTo(files.open(text).reading());
  }
}
