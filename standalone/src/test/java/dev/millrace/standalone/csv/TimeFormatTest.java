package dev.millrace.standalone.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {
  @ParameterizedTest
  @CsvSource({
    "2016-07-01T02:00:00Z, 2016-07-01T02:00:00Z",
    "2016-07-01T02:00:00+02:00, 2016-07-01T00:00:00Z",
    "2016-07-01 02:00:00+0200, 2016-07-01T00:00:00Z",
    "2016-07-01T02:00, 2016-07-01T02:00:00Z",
    "2016-07-01 02:00:00, 2016-07-01T02:00:00Z",
    "2016-07-01 02:00:00.250, 2016-07-01T02:00:00.250Z",
    "2016-07-01, 2016-07-01T00:00:00Z",
    "20160701, 2016-07-01T00:00:00Z",
    "01.07.2016 02:00, 2016-07-01T02:00:00Z",
    "1467338400, 2016-07-01T02:00:00Z",
    "1467338400000, 2016-07-01T02:00:00Z",
  })
  void guessesTheFormat(String text, Instant expected) throws UnreadableTime {
    TimeFormat format = TimeFormat.guess(List.of(text), ZoneOffset.UTC).orElseThrow();

    assertThat(format.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"noon", "7/1/2016", "2016-13-01", "12", ""})
  void doesNotGuessWhatCouldMeanAnything(String text) {
    assertThat(TimeFormat.guess(List.of(text), ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void readsTheNamedPattern() throws UnreadableTime {
    TimeFormat format = TimeFormat.ofPattern("M/d/yyyy H:mm", ZoneOffset.UTC);

    assertThat(format.parse("7/1/2016 2:00")).isEqualTo(Instant.parse("2016-07-01T02:00:00Z"));
  }

  @Test
  void guessesTheDelimiterThatCutsAllLinesAlike() {
    assertThat(Delimiter.guess(List.of("a;b", "1,5;2", "3;4"))).isEqualTo(';');
    assertThat(Delimiter.guess(List.of("a\tb\tc", "1\t2,0\t3"))).isEqualTo('\t');
    assertThat(Delimiter.guess(List.of("a,b", "\"x;y;z\",2"))).isEqualTo(',');
    assertThat(Delimiter.guess(List.of("a", "1"))).isEqualTo(',');
  }
}
