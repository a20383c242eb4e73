package dev.millrace.standalone.csv;

import static dev.millrace.standalone.csv.TableFiles.rows;
import static dev.millrace.standalone.csv.TableFiles.sent;
import static dev.millrace.standalone.csv.TableFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.standalone.csv.FileRequest.Decimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes, delimiters and numbers. */
class TextTest {
  private static final String MARK = "\uFEFF";

  @TempDir private Path folder;
  private TableFiles files;

  @BeforeEach
  void files() {
    files = new TableFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsFilesWithAByteOrderMark(String charset) throws Exception {
    Path path = files.write(MARK + "date;größe\n2020-01-01;1,5\n", Charset.forName(charset));

    MeasurementFile file = TableFiles.open(path, TableFiles.request());

    assertThat(file.describe()).contains(charset + " with byte order mark");
    assertThat(rows(file))
        .containsExactly(sent(2, "2020-01-01T00:00:00Z", "s", value("größe", 1.5)));
  }

  @Test
  void namesTheByteAndTheLineThatIsNoUtf8() throws Exception {
    Path path =
        files.write("date,v\n2020-01-01,1\n2020-01-02,größe\n", StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> TableFiles.open(path, TableFiles.request()))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContainingAll("byte 0xF6 at offset 33 (line 3)", "--encoding ISO-8859-1");
  }

  @Test
  void readsAnEncodingThatWasNamed() throws Exception {
    Path path = files.write("date,größe\n2020-01-01,1\n", StandardCharsets.ISO_8859_1);
    FileRequest.Text latin =
        new FileRequest.Text(
            Optional.of(StandardCharsets.ISO_8859_1), Optional.empty(), Optional.empty());

    assertThat(CsvTable.open(path, latin).header()).containsExactly("date", "größe");
  }

  @Test
  void saysThatABinaryFileIsNoText() throws Exception {
    Path path = Files.write(folder.resolve("b"), new byte[] {'a', ',', 0, 7, 9});

    assertThatThrownBy(() -> TableFiles.open(path, TableFiles.request()))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("it is no text: byte 2 is 0");
  }

  @Test
  void saysThatAnArchiveMustBeUnpacked() throws Exception {
    Path zip = Files.write(folder.resolve("z"), new byte[] {'P', 'K', 3, 4, 1});
    Path gzip = Files.write(folder.resolve("g"), new byte[] {0x1F, (byte) 0x8B, 8});

    assertThatThrownBy(() -> CsvTable.open(zip, FileRequest.Text.GUESSED))
        .hasMessageContaining("Excel workbook");
    assertThatThrownBy(() -> CsvTable.open(gzip, FileRequest.Text.GUESSED))
        .hasMessageContaining("gzip");
  }

  @Test
  void refusesAFieldThatIsLongerThanTheLimitWithoutReadingOn() throws Exception {
    Path path = files.write("x".repeat(3_000_000));

    assertThatThrownBy(() -> TableFiles.open(path, TableFiles.request()))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("a field of more than 1,048,576 characters");
  }

  @Test
  void refusesALineThatIsLongerThanTheLimit() throws Exception {
    Path path = files.write("date,v\n2020-01-01,1\n" + "12345678,".repeat(2_500_000));

    assertThatThrownBy(() -> rows(TableFiles.open(path, TableFiles.request())))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("line 3 has more than 16,777,216 characters");
  }

  @Test
  void guessesTheDelimiterThatCutsTheLinesAlike() {
    assertThat(Delimiter.guess("a;b\n1,5;2\n3;4\n")).isEqualTo(';');
    assertThat(Delimiter.guess("a\tb\tc\n1\t2,0\t3\n")).isEqualTo('\t');
    assertThat(Delimiter.guess("a|b\n1|2\n")).isEqualTo('|');
    assertThat(Delimiter.guess("a,b\n\"x;y;z\",2\n")).isEqualTo(',');
    assertThat(Delimiter.guess("a\n1\n")).isEqualTo(',');
    assertThat(Delimiter.guess("a;b\n1;2\n3;4;5\n6\n")).isEqualTo(';');
    assertThat(Delimiter.guess("a,b\n1,2\n3,4")).isEqualTo(',');
  }

  @Test
  void readsGermanFiles() throws Exception {
    MeasurementFile file = files.open("date;v\n31.12.2024 23:00;1.234,5\n01.01.2025 00:00;3,5\n");

    assertThat(file.describe()).contains("v as variable (decimal comma)", "semicolons");
    assertThat(rows(file))
        .containsExactly(
            sent(2, "2024-12-31T23:00:00Z", "s", value("v", 1_234.5)),
            sent(3, "2025-01-01T00:00:00Z", "s", value("v", 3.5)));
  }

  @Test
  void asksWhatACommaMeansWhenTheNumbersDoNotSay() {
    assertThatThrownBy(() -> files.open("date;v\n2020-01-01;1,234\n2020-01-02;2,345\n"))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContainingAll("'1,234'", "--decimal comma or --decimal point");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, POINT, 1.5",
    "-.5e3, POINT, -500",
    "+7, POINT, 7",
    "'1,234,567.5', POINT, 1234567.5",
    "'1.234,5', COMMA, 1234.5",
    "'0,5', COMMA, 0.5",
    "1.234, COMMA, 1234",
  })
  void readsNumbers(String cell, Decimal decimal, double expected) {
    assertThat(Numbers.parse(cell, decimal)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1d",
        "0x10",
        "1e",
        "1e999",
        "Infinity",
        "12,34.5",
        "1,23",
        "e5",
        ".",
        "1.2.3"
      })
  void readsNothingElseAsANumber(String cell) {
    assertThat(Numbers.parse(cell, Decimal.POINT)).isEmpty();
  }
}
