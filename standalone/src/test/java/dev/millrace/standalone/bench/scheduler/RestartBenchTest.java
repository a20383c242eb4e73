package dev.millrace.standalone.bench.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.TrialCounts;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RestartBenchTest {
  private static final int JOBS = 20;
  private static final int TRIALS = 2000;

  @Test
  void theFirstProposalAfterARestartGoesOnWithTheHistory() throws InterruptedException {
    RestartBench.Result result =
        new RestartBench(InstantSource.system()).run(JOBS, TRIALS, _ -> {});

    // Job, dataset and start of each study; proposal, start, outcome and end of each trial.
    assertThat(result.records()).isEqualTo(3 * JOBS + 4 * TRIALS);
    assertThat(result.trialsBefore()).isBetween(TRIALS / JOBS / 2, 2 * TRIALS / JOBS - 1);
    assertThat(result.proposal().getTrialNumber()).isEqualTo(result.trialsBefore());
    assertThat(result.proposal().getAttempt()).isEqualTo(1);
    assertThat(result.progress().getTrialNumber()).isEqualTo(result.trialsBefore());
    assertThat(result.progress().getCounts())
        .isEqualTo(
            TrialCounts.newBuilder().setComplete(result.trialsBefore()).setWaiting(1).build());
  }
}
