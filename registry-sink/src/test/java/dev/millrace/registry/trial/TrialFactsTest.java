package dev.millrace.registry.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialFactsTest {
  private static final AttemptFacts PROPOSED = new AttemptFacts(false, false, Optional.empty());
  private static final AttemptFacts STARTED = new AttemptFacts(true, false, Optional.empty());
  private static final AttemptFacts LOST = new AttemptFacts(true, true, Optional.empty());
  private static final AttemptFacts COMPLETE =
      new AttemptFacts(true, false, Optional.of(Ending.COMPLETE));

  @Test
  void aTrialThatNobodyTookWaits() {
    assertThat(uncounted(PROPOSED).state()).isEqualTo(TrialState.WAITING);
    assertThat(PROPOSED.state()).isEqualTo(AttemptState.WAITING);
  }

  @Test
  void aTrialWhoseOnlyAttemptIsLostWaitsForTheNext() {
    assertThat(uncounted(LOST).state()).isEqualTo(TrialState.WAITING);
  }

  @Test
  void aTrialRunsAgainAfterALostAttempt() {
    assertThat(uncounted(LOST, STARTED).state()).isEqualTo(TrialState.RUNNING);
  }

  @Test
  void aResultAloneDoesNotEndATrial() {
    assertThat(uncounted(COMPLETE).state()).isEqualTo(TrialState.RUNNING);
    assertThat(COMPLETE.state()).isEqualTo(AttemptState.COMPLETE);
  }

  @Test
  void theTrialIsAsItWasCounted() {
    var trial = new TrialFacts(Optional.of(Ending.FAILED), List.of(LOST));

    assertThat(trial.state()).isEqualTo(TrialState.FAILED);
  }

  @Test
  void aLateResultDoesNotMakeALostAttemptComplete() {
    var late = new AttemptFacts(true, true, Optional.of(Ending.COMPLETE));

    assertThat(late.state()).isEqualTo(AttemptState.LOST);
    assertThat(new TrialFacts(Optional.of(Ending.COMPLETE), List.of(late)).state())
        .isEqualTo(TrialState.COMPLETE);
  }

  private static TrialFacts uncounted(AttemptFacts... attempts) {
    return new TrialFacts(Optional.empty(), List.of(attempts));
  }
}
