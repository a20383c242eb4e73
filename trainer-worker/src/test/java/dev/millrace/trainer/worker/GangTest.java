package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.RankPhase;
import dev.millrace.events.RankProgressed;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialPhase;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.events.WorkerHeartbeat;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.model.ForecastModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Final fits of several ranks on the slots of a worker, against real Kafka, registry and S3. */
class GangTest {
  private static final long ENDLESS = 1_000_000;

  @TempDir static Path folder;
  private static LiveWorker live;

  @BeforeAll
  static void start() throws Exception {
    live = new LiveWorker(folder, Map.of("SLOTS", "2"));
  }

  @AfterAll
  static void stop() {
    live.close();
  }

  private static RankProgressed rank(String jobId, int rank, RankPhase phase) {
    return live.witness()
        .await(
            RankProgressed.class,
            event ->
                event.getJobId().equals(jobId)
                    && event.getRank() == rank
                    && event.getPhase() == phase);
  }

  private static TrialCompleted completed(String jobId) {
    return live.witness().await(TrialCompleted.class, event -> event.getJobId().equals(jobId));
  }

  private static double testMae(String jobId) {
    return completed(jobId).getTestMetrics().getOrDefault("mae", Double.NaN);
  }

  @Test
  void trainsOneModelAndAnnouncesItOnce() throws Exception {
    live.proposals().together("pair", 2, 20).reversed().forEach(live::propose);

    RankProgressed meeting = rank("pair", 0, RankPhase.MEETING);
    rank("pair", 0, RankPhase.DONE);
    RankProgressed done = rank("pair", 1, RankPhase.DONE);
    TrialCompleted completed = completed("pair");

    assertThat(meeting.getHost()).isEqualTo("127.0.0.1");
    assertThat(done.getAttemptId()).isEqualTo("pair-1-1.1");
    assertThat(completed.getState()).isEqualTo(TrialState.COMPLETE);
    assertThat(completed.getAttemptId()).isEqualTo("pair-1-1");
    assertThat(completed.getSteps()).isEqualTo(20);
    try (ForecastModel model = live.model(completed.getArtifact())) {
      assertThat(model.horizon()).isEqualTo(24);
    }
    assertThat(live.witness().all(TrialCompleted.class))
        .filteredOn(event -> event.getJobId().equals("pair"))
        .hasSize(1);
    assertThat(live.witness().all(TrialProgressed.class))
        .filteredOn(event -> event.getJobId().equals("pair"))
        .extracting(TrialProgressed::getPhase)
        .startsWith(TrialPhase.STARTED);
  }

  @Test
  void isAboutAsGoodAsAModelOfOneSlot() {
    live.propose(live.proposals().finalFit("one", 1));
    live.proposals().together("two", 2, 20).stream()
        .map(proposal -> proposal.setParameters(Map.of("n_estimators", 20L, "learning_rate", 0.2)))
        .forEach(live::propose);

    double one = testMae("one");
    double two = testMae("two");

    assertThat(two).isBetween(0.9 * one, 1.1 * one);
  }

  @Test
  void namesEachRankOfARunningAttempt() {
    live.proposals().together("beat", 2, ENDLESS).forEach(live::propose);

    live.witness()
        .await(
            WorkerHeartbeat.class,
            beat -> beat.getRunningAttempts().containsAll(List.of("beat-1-1", "beat-1-1.1")));
    live.cancel("beat");

    assertThat(completed("beat").getState()).isEqualTo(TrialState.CANCELLED);
    rank("beat", 1, RankPhase.GAVE_UP);
  }

  @Test
  void givesUpAllRanksWhenThePoolHasLostOne() {
    live.proposals().together("lost", 2, ENDLESS).forEach(live::propose);
    rank("lost", 1, RankPhase.STARTED);
    rank("lost", 0, RankPhase.MEETING);

    live.lose("lost", 1);

    assertThat(completed("lost").getState()).isEqualTo(TrialState.CANCELLED);
    rank("lost", 1, RankPhase.GAVE_UP);
  }

  /** A limit of its worker, say, or what it alone is asked to train with. */
  @Test
  void failsTheTrialWhenAnyOfItsRanksFails() {
    List<TrialProposed.Builder> ranks = live.proposals().together("fails", 2, ENDLESS);
    live.propose(ranks.getFirst());
    rank("fails", 0, RankPhase.MEETING);

    live.propose(ranks.getLast().setParameters(Map.of("max_dept", 3L)));

    TrialCompleted failed = completed("fails");
    assertThat(failed.getState()).isEqualTo(TrialState.FAILED);
    assertThat(failed.getError()).isEqualTo("hyperparameter max_dept is not known");
    assertThat(rank("fails", 0, RankPhase.GAVE_UP).getMessage()).contains("max_dept");
  }

  /** Nobody else will come: neither slot may wait for the whole of its patience. */
  @Test
  void doesNotWaitForAnAttemptThatAnotherRankGaveUp() {
    TrialProposed.Builder first = live.proposals().together("waits", 3, 20).getFirst();
    live.propose(first);
    rank("waits", 0, RankPhase.MEETING);
    live.propose(live.proposals().together("waits", 3, 20).get(1));
    rank("waits", 1, RankPhase.STARTED);

    live.publisher()
        .publishAndWait(
            Topics.RANK_PROGRESSED,
            "waits",
            RankProgressed.newBuilder()
                .setJobId("waits")
                .setTrialId(first.getTrialId())
                .setAttempt(1)
                .setRank(2)
                .setPhase(RankPhase.GAVE_UP)
                .setMessage("its worker has no memory left")
                .build());

    assertThat(completed("waits").getState()).isEqualTo(TrialState.CANCELLED);
    assertThat(rank("waits", 1, RankPhase.GAVE_UP).getMessage())
        .isEqualTo("rank 2 gave up: its worker has no memory left");
  }
}
