package dev.millrace.standalone.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenTimesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void knowsTheLineOfEveryTimeInWhateverOrderTheyCome(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SeenTimes seen = new SeenTimes(random.nextBoolean(), 10_000);
    Map<Long, Long> expected = new HashMap<>();
    long time = 0;
    for (long line = 2; line < 2_000; line++) {
      time = random.nextInt(4) == 0 ? random.nextInt(600) : time + 1 + random.nextInt(2);

      OptionalLong before = seen.before("s", time, line);

      Long first = expected.putIfAbsent(time, line);
      assertThat(before).isEqualTo(first == null ? OptionalLong.empty() : OptionalLong.of(first));
    }
    assertThat(seen.forgetful()).isFalse();
  }

  @Test
  void keepsSeriesApart() {
    SeenTimes seen = new SeenTimes(false, 10);

    assertThat(seen.before("a", 5, 2)).isEmpty();
    assertThat(seen.before("b", 5, 3)).isEmpty();
    assertThat(seen.before("a", 5, 4)).hasValue(2);
  }

  @Test
  void needsOneRunForARegularSeries() {
    SeenTimes seen = new SeenTimes(false, 2);

    for (int i = 0; i < 1_000_000; i++) {
      assertThat(seen.before("s", 60_000L * i, i + 2L).isEmpty()).isTrue();
    }

    assertThat(seen.forgetful()).isFalse();
    assertThat(seen.before("s", 60_000L * 777, 5)).hasValue(779);
  }

  @Test
  void saysThatItForgets() {
    SeenTimes seen = new SeenTimes(false, 1);

    assertThat(seen.before("s", 1, 2)).isEmpty();
    assertThat(seen.before("s", 2, 3)).isEmpty();
    assertThat(seen.before("s", 9, 4)).isEmpty();

    assertThat(seen.forgetful()).isTrue();
  }
}
