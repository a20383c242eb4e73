package dev.millrace.features.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PulseTest {

  private static final long STEP = 60_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void saysThatTheRhythmIsTheSameOnlyWhenItIs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<Long> times = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      times.add(STEP * random.nextInt(20) + (random.nextInt(4) == 0 ? 11 : 0));
    }
    Optional<Pulse> pulse = Pulse.of(observations(times));
    assertThat(pulse).isPresent();

    int same = 0;
    for (int i = 0; i < 400; i++) {
      long time =
          STEP * (random.nextInt(4) == 0 ? random.nextInt(30) : times.last() / STEP + 1)
              + STEP * random.nextInt(3)
              + (random.nextInt(10) == 0 ? 11 : 0);
      if (!times.add(time)) {
        continue;
      }
      Long previous = times.lower(time);
      Long next = times.higher(time);
      boolean unchanged =
          previous != null
              && (next == null
                  ? pulse.orElseThrow().append(previous, time)
                  : pulse.orElseThrow().insert(previous, time, next));
      Rhythm now = Rhythm.of(observations(times)).orElseThrow();
      if (unchanged) {
        assertThat(now).isEqualTo(pulse.orElseThrow().rhythm());
        same++;
      } else {
        pulse = Pulse.of(observations(times));
      }
    }
    assertThat(same).isGreaterThan(10);
  }

  @Test
  void aSeriesWithoutRhythmHasNoPulse() {
    TreeSet<Long> times = new TreeSet<>();
    long time = 0;
    for (int i = 0; i < 2_000; i++) {
      time += 1 + i;
      times.add(time);
    }

    assertThat(Pulse.of(observations(times))).isEmpty();
    assertThat(Pulse.of(observations(Set.of(1L)))).isEmpty();
  }

  private static Observations observations(Set<Long> times) {
    long[] all = times.stream().mapToLong(Long::longValue).toArray();
    return new Observations(all, new double[all.length], 0);
  }
}
