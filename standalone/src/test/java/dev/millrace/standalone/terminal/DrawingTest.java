package dev.millrace.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawingTest {
  @Test
  void drawsASparklineFromTheSmallestToTheLargest() {
    assertThat(Sparkline.of(List.of(1.0, 2.0, 3.0, 8.0), 10)).isEqualTo("▁▂▃█");
    assertThat(Sparkline.of(List.of(5.0, 5.0), 10)).isEqualTo("▁▁");
    assertThat(Sparkline.of(List.of(), 10)).isEmpty();
    assertThat(Sparkline.of(List.of(1.0, Double.NaN, 2.0), 10)).isEqualTo("▁ █");
  }

  @Test
  void thinsALongSparklineAndKeepsItsEnd() {
    List<Double> falling = IntStream.range(0, 100).mapToObj(i -> 100.0 - i).toList();

    assertThat(Sparkline.of(falling, 8)).isEqualTo("█▇▆▅▄▃▂▁");
  }

  @Test
  void fillsABarInEighths() {
    assertThat(Bar.of(0, 8, 4)).isEqualTo("    ");
    assertThat(Bar.of(1, 8, 4)).isEqualTo("▌   ");
    assertThat(Bar.of(5, 8, 4)).isEqualTo("██▌ ");
    assertThat(Bar.of(8, 8, 4)).isEqualTo("████");
    assertThat(Bar.of(9, 8, 4)).isEqualTo("████");
    assertThat(Bar.of(0, 0, 4)).isEqualTo("    ");
  }

  @Test
  void linesUpATableAndPutsNumbersToTheRight() {
    Table table = Table.of("forecast by", "MAE").row("the model", "9.51").row("yesterday", "104.2");

    assertThat(table.lines())
        .containsExactly("forecast by    MAE", "the model     9.51", "yesterday    104.2");
  }

  @Test
  void refusesARowWithAnotherNumberOfCells() {
    assertThatThrownBy(() -> Table.of("a").row("1", "2")).hasMessageContaining("1 cells, got 2");
  }

  @Test
  void drawsHistoryAndForecastSideBySide() {
    List<Double> history = IntStream.range(0, 48).mapToObj(i -> 50 + 50 * wave(i)).toList();
    List<Double> forecast = IntStream.range(48, 72).mapToObj(i -> 50 + 40 * wave(i)).toList();

    List<String> lines = new ForecastChart(history, forecast, 60, 6).lines();

    assertThat(lines)
        .containsExactly(
            "    100.0 ┤  ⡠⠊⠉⠢⡀           ⣀⠜⠉⠱⡀         │   ⢀⢄",
            "          ┤ ⡰⠁   ⠱⡀         ⢰⠁   ⠘⡄        │ ⢀⠎⠁ ⠉⢢",
            "          ┤⡰⠁     ⠑⡄       ⢠⠃     ⠘⡄       │⡰⠁     ⠑⡄",
            "    40.00 ┤⠁       ⠱⡀     ⡠⠃       ⠘⡄     ⢠│⠁       ⠘⢄     ⢠",
            "          ┤         ⠱⡀   ⡰⠁         ⠸⡀   ⢠⠃│         ⠈⢆⡀ ⢀⠔⠁",
            "    0.000 ┤          ⠑⢄⣀⠔⠁           ⠑⢢⣀⡰⠁ │           ⠈⠒⠁",
            "          └────────────────────────────────┴────────────────",
            "           measured, last 48                forecast, next 24");
  }

  @Test
  void drawsAChartOfOneValue() {
    assertThat(new ForecastChart(List.of(), List.of(3.0), 30, 3).lines()).hasSize(5);
  }

  @Test
  void saysDurationsAndNumbersAsPeopleDo() {
    assertThat(Words.duration(Duration.ofMillis(440))).isEqualTo("0.4 s");
    assertThat(Words.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Words.duration(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
    assertThat(Words.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Words.number(1.55349)).isEqualTo("1.553");
    assertThat(Words.number(12_340.4)).isEqualTo("12,340");
    assertThat(Words.number(0)).isEqualTo("0.000");
    assertThat(Words.number(0.00001234)).isEqualTo("1.23e-05");
    assertThat(Words.count(1, "row")).isEqualTo("1 row");
    assertThat(Words.count(17_520, "row")).isEqualTo("17,520 rows");
  }

  @Test
  void redrawsABlockInPlaceAndClipsItToTheWidth() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Screen screen = new LiveScreen(stream(bytes), 6, Style.ANSI);

    screen.show(List.of("one", "a long line"), "");
    screen.show(List.of("one", "a long line"), "");
    screen.show(List.of("two"), "");
    screen.settle();
    screen.show(List.of("x"), "");

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("one", "a lon", "\u001b[2A", "\u001b[0Jtwo", "x");
  }

  @Test
  void writesAPlainLineOnlyWhenItSaysSomethingNew() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Screen screen = new PlainScreen(stream(bytes), 80);

    screen.show(List.of("block"), "1 of 2");
    screen.show(List.of("other block"), "1 of 2");
    screen.show(List.of("block"), "2 of 2");

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("1 of 2", "2 of 2");
  }

  @Test
  void clipsColouredTextByWhatIsSeen() {
    assertThat(Clip.to("\u001b[1mabc\u001b[0mdef", 4)).isEqualTo("\u001b[1mabc\u001b[0md");
  }

  private static double wave(int hour) {
    return Math.sin(2 * Math.PI * hour / 24);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
