package dev.millrace.standalone.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.standalone.terminal.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JobScreenTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void drawsARunningSearch() {
    Convergence convergence = Convergence.of(List.of(200.0, 210.0, 150.0, 120.0, 130.0));

    assertThat(JobScreen.block(running(5, 2, 1), convergence, NOON.plusSeconds(60), Style.PLAIN))
        .containsExactly(
            "load  job j-1",
            "  trials   ███████▌                        5/20  2 running · 1 lost attempt",
            "  best     ██▄▁▁                           mae 120.0 (trial 3)  "
                + "−40.0 % since the first trial",
            "  searching, 1 min 0 s so far, about 2 min 30 s to go");
  }

  @Test
  void saysInOneLineWhatHasChanged() {
    assertThat(JobScreen.line(running(5, 2, 0)))
        .isEqualTo("load: searching, 5/20 trials, best mae 120.0 (trial 3)");
  }

  @Test
  void expectsNoEndBeforeTheFirstTrialHasEnded() {
    assertThat(JobScreen.remaining(running(0, 2, 0), NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void saysHowAJobEnded() {
    JobView failed =
        view("failed", "done", new JobView.Trials(0, 0, 0, 0, 0, 0, 0), OptionalDouble.empty());

    assertThat(JobScreen.block(failed, Convergence.NONE, NOON, Style.PLAIN))
        .endsWith("  best     none yet", "  failed after 1 min 30 s");
  }

  @Test
  void keepsTheBestValueOfEveryEndedTrial() {
    Convergence seen = Convergence.NONE.seeing(running(2, 0, 0)).seeing(running(4, 0, 0));

    assertThat(seen.best()).containsExactly(120.0, 120.0, 120.0, 120.0);
    assertThat(seen.seeing(running(4, 0, 0))).isSameAs(seen);
    assertThat(Convergence.of(List.of(3.0, 5.0, 2.0)).best()).containsExactly(3.0, 3.0, 2.0);
  }

  @Test
  void addsUpTheTimePerPhase() {
    PhaseClock clock = new PhaseClock("start", NOON);
    clock.enter("data", NOON.plusSeconds(4));
    clock.enter("data", NOON.plusSeconds(5));
    clock.enter("search", NOON.plusSeconds(6));
    clock.enter("done", NOON.plusSeconds(16));

    assertThat(clock.spent())
        .containsEntry("start", Duration.ofSeconds(4))
        .containsEntry("data", Duration.ofSeconds(2))
        .containsEntry("search", Duration.ofSeconds(10))
        .doesNotContainKey("done");
    assertThat(clock.total()).isEqualTo(Duration.ofSeconds(16));
  }

  @Test
  void saysWhyAJobWaitsAndHowItsSearchIsDone() {
    JobView waiting =
        because(
            view(
                "queued", "queue", new JobView.Trials(0, 0, 0, 0, 0, 0, 0), OptionalDouble.empty()),
            0,
            new JobView.Reasons("a free slot: all 4 are taken", "", "", ""));
    JobView searching =
        because(
            running(5, 2, 0),
            25,
            new JobView.Reasons("", "medium volume: 900 observations", "gp: 2 parameters", ""));

    assertThat(JobScreen.line(waiting))
        .isEqualTo("load: waiting for a free slot: all 4 are taken, 0/? trials");
    assertThat(JobScreen.block(searching, Convergence.NONE, NOON, Style.PLAIN))
        .contains("  budget   medium volume: 900 observations", "  sampler  gp: 2 parameters")
        .anyMatch(line -> line.contains("5/25  2 running"));
  }

  @Test
  void saysWhyASearchStopped() {
    JobView stopped = because(running(5, 0, 0), 20, new JobView.Reasons("", "", "", "patience"));

    assertThat(JobScreen.block(stopped, Convergence.NONE, NOON, Style.PLAIN))
        .contains("  stopped  no new best for as many trials as there was patience for");
  }

  private static JobView because(JobView job, int planned, JobView.Reasons reasons) {
    return new JobView(
        job.id(),
        job.modelName(),
        job.status(),
        job.phase(),
        planned,
        job.trials(),
        job.best(),
        job.bestTrial(),
        job.objective(),
        job.created(),
        job.started(),
        job.finished(),
        job.problems(),
        job.modelId(),
        reasons,
        Optional.empty());
  }

  private static JobView running(int complete, int running, int lost) {
    return view(
        "running",
        "search",
        new JobView.Trials(0, running, complete, 0, 0, 0, lost),
        OptionalDouble.of(120));
  }

  private static JobView view(
      String status, String phase, JobView.Trials trials, OptionalDouble best) {
    return new JobView(
        "j-1",
        "load",
        status,
        phase,
        20,
        trials,
        best,
        3,
        "mae",
        NOON,
        Optional.of(NOON.plusSeconds(10)),
        status.equals("failed") ? Optional.of(NOON.plusSeconds(90)) : Optional.empty(),
        List.of(),
        Optional.empty(),
        JobView.Reasons.NONE,
        Optional.empty());
  }

  @Test
  void drawsTheSeriesOfAJobAndSaysWhenSomeAreMissing() {
    JobView running = ofSeries("running", "series", new JobView.Series(8, 2, 2, 3, 1, 0));
    JobView partly = ofSeries("completed", "done", new JobView.Series(8, 0, 0, 7, 1, 0));

    assertThat(JobScreen.block(running, Convergence.NONE, NOON.plusSeconds(130), Style.PLAIN))
        .containsExactly(
            "load  job j-1",
            "  series   ███████████████                 4/8 series  2 running · 1 failed",
            "  training a model for each series, 2 min 10 s so far, about 2 min 0 s to go");
    assertThat(JobScreen.line(partly)).isEqualTo("load: completed in part, 8/8 series  1 failed");
    assertThat(partly.hasCompleted()).isFalse();
    assertThat(ofSeries("completed", "done", new JobView.Series(8, 0, 0, 8, 0, 0)).hasCompleted())
        .isTrue();
  }

  private static JobView ofSeries(String status, String phase, JobView.Series series) {
    JobView job =
        view(status, phase, new JobView.Trials(0, 0, 0, 0, 0, 0, 0), OptionalDouble.empty());
    return new JobView(
        job.id(),
        job.modelName(),
        job.status(),
        job.phase(),
        0,
        job.trials(),
        job.best(),
        -1,
        job.objective(),
        job.created(),
        job.started(),
        job.finished(),
        job.problems(),
        job.modelId(),
        job.reasons(),
        Optional.of(series));
  }
}
