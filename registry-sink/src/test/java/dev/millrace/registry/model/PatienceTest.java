package dev.millrace.registry.model;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
  private final Patience patience = new Patience(ofSeconds(1), ofSeconds(60), ofMinutes(10));

  @Test
  void pausesGetTwiceAsLongUpToTheLongest() {
    assertThat(patience.pauseAfter(1)).isEqualTo(ofSeconds(1));
    assertThat(patience.pauseAfter(4)).isEqualTo(ofSeconds(8));
    assertThat(patience.pauseAfter(7)).isEqualTo(ofSeconds(60));
    assertThat(patience.pauseAfter(Integer.MAX_VALUE)).isEqualTo(ofSeconds(60));
  }

  @Test
  void givesUpWhenTheNextTryWouldBeTooLate() {
    assertThat(patience.nextTry(9, FIRST, FIRST.plus(ofMinutes(9))))
        .contains(FIRST.plus(ofMinutes(10)));
    assertThat(patience.nextTry(9, FIRST, FIRST.plus(ofMinutes(9)).plusMillis(1))).isEmpty();
  }

  @Test
  void refusesAPauseThatIsNone() {
    assertThatThrownBy(() -> new Patience(ofSeconds(0), ofSeconds(60), ofMinutes(10)))
        .hasMessageContaining("0 < first ≤ longest");
  }
}
