package dev.millrace.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollPaceTest {
  private static final long NOW = Long.MAX_VALUE - 10;

  private final PollPace pace = new PollPace();

  @Test
  void asksSeldomUntilThereWasWork() {
    assertThat(pace.next(NOW)).isEqualTo(PollPace.CALM);
  }

  @Test
  void asksOftenForAWhileAfterWorkThoughTheClockOverflows() {
    pace.worked(NOW);

    assertThat(pace.next(NOW)).isEqualTo(PollPace.EAGER);
    assertThat(pace.next(NOW + PollPace.EAGER_FOR.toNanos() - 1)).isEqualTo(PollPace.EAGER);
    assertThat(pace.next(NOW + PollPace.EAGER_FOR.toNanos())).isEqualTo(PollPace.CALM);
    pace.worked(NOW + 2 * PollPace.EAGER_FOR.toNanos());
    assertThat(pace.next(NOW + 2 * PollPace.EAGER_FOR.toNanos())).isEqualTo(PollPace.EAGER);
  }
}
