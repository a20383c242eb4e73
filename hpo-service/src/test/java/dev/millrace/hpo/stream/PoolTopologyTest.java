package dev.millrace.hpo.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.CheckpointRef;
import dev.millrace.events.HyperParameter;
import dev.millrace.events.PrunerConfig;
import dev.millrace.events.RankPhase;
import dev.millrace.events.StepReport;
import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.Threshold;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.hpo.codec.PublicEvents;
import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.hpo.pool.Recollection;
import dev.millrace.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTopologyTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PoolTestDriver driver = new PoolTestDriver(meters);

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void takesAJobFromAcceptanceToItsModel() {
    driver.heartbeat("w1", 1);
    driver.send(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 3, 2));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));
    for (double objective : new double[] {3, 1.25, 2}) {
      TrialProposed trial = driver.nextProposal();
      assertThat(trial.getKind()).isEqualTo(TrialKind.SEARCH);
      driver.send(Topics.TRIAL_PROGRESSED, "a", PublicEvents.started(trial, "w1"));
      driver.send(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(trial, objective));
    }

    TrialProposed fit = driver.nextProposal();
    driver.send(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(fit, 0));
    List<StudyCompleted> completed = driver.read(Topics.STUDY_COMPLETED);

    assertThat(fit.getKind()).isEqualTo(TrialKind.FINAL_FIT);
    assertThat(fit.getAttemptId()).isEqualTo("a-3-1");
    assertThat(completed).hasSize(1);
    StudyCompleted end = completed.getFirst();
    assertThat(end.getOutcome()).isEqualTo(StudyOutcome.COMPLETED);
    assertThat(end.getStopReason()).isEqualTo("trials");
    assertThat(end.getBestTrialNumber()).isEqualTo(1);
    assertThat(end.getBestValue()).isEqualTo(1.25);
    assertThat(end.getCounts().getComplete()).isEqualTo(3);
    assertThat(end.getModel().getParameters()).isEqualTo(fit.getParameters());
    assertThat(end.getModel().getArtifact().getSha256()).isEqualTo("abc");
    assertThat(end.getModel().getValidationMetrics()).containsEntry("mae", 1.25);
    assertThat(end.getModel().getTestMetrics()).containsEntry("mae", 1.6);
    assertThat(end.getModel().getDataset().getRows()).isEqualTo(1000);
    assertThat(end.getModel().getTags()).containsEntry("team", "grid");
    assertThat(end.getModel().getTrialId()).isEqualTo("a-3");
  }

  @Test
  void saysEveryMoveOfAStudy() {
    driver.send(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 1, 1));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));
    driver.heartbeat("w1", 1);
    TrialProposed trial = driver.nextProposal();
    driver.send(Topics.TRIAL_PROGRESSED, "a", PublicEvents.started(trial, "w1"));
    driver.send(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(trial, 2));
    driver.send(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(driver.nextProposal(), 0));

    List<StudyProgressed> moves = driver.read(Topics.STUDY_PROGRESSED);

    assertThat(moves)
        .extracting(StudyProgressed::getChange)
        .containsExactly(
            StudyChange.QUEUED,
            StudyChange.STARTED,
            StudyChange.TRIAL_PROPOSED,
            StudyChange.TRIAL_STARTED,
            StudyChange.TRIAL_COUNTED,
            StudyChange.FINAL_FIT,
            StudyChange.TRIAL_PROPOSED,
            StudyChange.TRIAL_COUNTED);
    StudyProgressed counted = moves.get(4);
    assertThat(counted.getTrialState()).isEqualTo(TrialState.COMPLETE);
    assertThat(counted.getObjective()).isEqualTo(2.0);
    assertThat(counted.getWorkerId()).isEqualTo("w1");
    assertThat(counted.getBestValue()).isEqualTo(2.0);
    assertThat(moves).extracting(StudyProgressed::getEventId).doesNotHaveDuplicates();
  }

  @Test
  void proposesWithAllThatAWorkerNeeds() {
    driver.heartbeat("w1", 1);
    driver.send(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 3, 1));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));

    TrialProposed proposal = driver.nextProposal();

    assertThat(proposal.getAttemptId()).isEqualTo("a-0-1");
    assertThat(proposal.getTrialId()).isEqualTo("a-0");
    assertThat(proposal.getPool()).isEqualTo("default");
    assertThat(proposal.getModelType()).isEqualTo("forecast");
    assertThat(proposal.getObjective()).isEqualTo("mae");
    assertThat(proposal.getSeed()).isEqualTo(42);
    assertThat(proposal.getLeaseSeconds()).isEqualTo(30);
    assertThat(proposal.getStoppingRule().getKind()).isEqualTo("none");
    assertThat(proposal.getDataset().getRows()).isEqualTo(1000);
    assertThat(proposal.getDeadline()).isEqualTo(driver.now().plus(Duration.ofMinutes(30)));
    assertThat(proposal.getParameters()).containsOnlyKeys("learning_rate");
  }

  @Test
  void proposesAFinalFitOnceForEachOfItsRanks() {
    driver.heartbeat("w1", 2);
    driver.send(
        Topics.JOB_ACCEPTED,
        "a",
        PublicEvents.jobAccepted("a", 1, 1, config -> config.setTrainingWorkers(2)));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));
    TrialProposed search = driver.nextProposal();
    driver.send(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(search, 2));
    TrialProposed first = driver.nextProposal();
    TrialProposed second = driver.nextProposal();
    driver.send(Topics.TRIAL_PROGRESSED, "a", PublicEvents.started(first, "w1"));
    driver.send(Topics.RANK_PROGRESSED, "a", PublicEvents.rank(second, RankPhase.STARTED));
    driver.send(Topics.RANK_PROGRESSED, "a", PublicEvents.rank(second, RankPhase.GAVE_UP));
    driver.send(Topics.RANK_PROGRESSED, "a", PublicEvents.rank(first, RankPhase.GAVE_UP));
    driver.send(
        Topics.TRIAL_COMPLETED,
        "a",
        TrialCompleted.newBuilder(PublicEvents.completed(first, 0))
            .setState(TrialState.CANCELLED)
            .build());
    TrialProposed again = driver.nextProposal();
    driver.send(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(again, 0));

    assertThat(search.getWorldSize()).isEqualTo(1);
    assertThat(List.of(first.getWorldSize(), second.getWorldSize())).containsOnly(2);
    assertThat(List.of(first.getAttemptId(), second.getAttemptId(), again.getAttemptId()))
        .containsExactly("a-1-1", "a-1-1.1", "a-1-2");
    assertThat(first.getEventId()).isNotEqualTo(second.getEventId());
    assertThat(driver.read(Topics.STUDY_PROGRESSED))
        .filteredOn(moved -> moved.getTrialNumber() == 1)
        .extracting(StudyProgressed::getChange)
        .containsExactly(
            StudyChange.TRIAL_PROPOSED,
            StudyChange.TRIAL_STARTED,
            StudyChange.ATTEMPT_LOST,
            StudyChange.TRIAL_PROPOSED,
            StudyChange.TRIAL_COUNTED);
    assertThat(driver.read(Topics.STUDY_COMPLETED))
        .extracting(StudyCompleted::getOutcome)
        .containsExactly(StudyOutcome.COMPLETED);
  }

  @Test
  void sendsTheRuleOfItsPrunerWithAProposal() {
    PrunerConfig pruner =
        new PrunerConfig("median", Map.of("startup_trials", 1.0, "warmup", 0.1, "interval", 0.1));
    driver.heartbeat("w1", 1);
    driver.send(
        Topics.JOB_ACCEPTED,
        "a",
        PublicEvents.jobAccepted("a", 3, 1, config -> config.setPruner(pruner)));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));

    TrialProposed first = driver.nextProposal();
    List<StepReport> curve =
        List.of(new StepReport(1, 0.1, 4.0, 10L), new StepReport(2, 0.2, 3.5, 20L));
    driver.send(
        Topics.TRIAL_COMPLETED,
        "a",
        TrialCompleted.newBuilder(PublicEvents.completed(first, 2)).setCurve(curve).build());
    TrialProposed second = driver.nextProposal();

    assertThat(first.getStoppingRule().getKind()).isEqualTo("none");
    assertThat(first.getStoppingRule().getReason()).startsWith("0 of 1 trials are complete");
    assertThat(second.getStoppingRule().getKind()).isEqualTo("thresholds");
    assertThat(second.getStoppingRule().getThresholds())
        .containsExactly(new Threshold(0.1, 4.0), new Threshold(0.2, 3.5));
    assertThat(second.getStoppingRule().getPatienceShare()).isZero();
    assertThat(second.getStoppingRule().getReason()).contains("of 1 complete trials");
  }

  @Test
  void countsWhatItIgnores() {
    driver.heartbeat("w1", 1);
    driver.send(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 2, 1));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));
    TrialProposed trial = driver.nextProposal();
    driver.send(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(trial, 2));
    driver.send(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(trial, 1));

    assertThat(
            meters
                .counter(
                    "millrace.hpo.refused", "pool", "default", "reason", "TRIAL_ALREADY_COUNTED")
                .count())
        .isEqualTo(1);
    assertThat(meters.get("millrace.hpo.slots").gauge().value()).isEqualTo(1);
    assertThat(meters.get("millrace.hpo.leases").gauge().value()).isEqualTo(1);
  }

  @Test
  void keepsOneEntryOfAClosedStudyOneOfItsModelAndNoneOfHeartbeats() {
    Recollection noArchive =
        new Recollection(Duration.ofDays(1), Duration.ofDays(7), 0, Duration.ofDays(90), 8);
    try (PoolTestDriver forgetful =
        new PoolTestDriver(new SimpleMeterRegistry(), PoolSettings.DEFAULT.with(noArchive))) {
      trainOnce(forgetful, "a");

      assertThat(forgetful.journalSize()).isEqualTo(2);
    }
  }

  @Test
  void keepsTheTrialsOfAStudyThatCanBeContinued() {
    trainOnce(driver, "a");

    assertThat(driver.journalSize()).isGreaterThan(2);
  }

  private static void trainOnce(PoolTestDriver driver, String job) {
    driver.heartbeat("w1", 1);
    driver.send(Topics.JOB_ACCEPTED, job, PublicEvents.jobAccepted(job, 1, 1));
    driver.send(Topics.DATASET_PREPARED, job, PublicEvents.datasetPrepared(job));
    driver.send(Topics.TRIAL_COMPLETED, job, PublicEvents.completed(driver.nextProposal(), 2));
    driver.send(Topics.TRIAL_COMPLETED, job, PublicEvents.completed(driver.nextProposal(), 0));
  }

  @Test
  void proposesAgainWhatASilentWorkerHeld() {
    driver.heartbeat("w1", 1);
    driver.send(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 2, 1));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));
    driver.send(Topics.TRIAL_PROGRESSED, "a", PublicEvents.started(driver.nextProposal(), "w1"));
    driver.heartbeat("w2", 1);
    driver.pass(Duration.ofSeconds(11), "w2");

    assertThat(driver.nextProposal().getAttemptId()).isEqualTo("a-0-2");
    assertThat(meters.counter("millrace.hpo.attempts.lost", "pool", "default").count())
        .isEqualTo(1);
  }

  @Test
  void proposesAgainFromWhereTheLostAttemptHadGot() {
    driver.heartbeat("w1", 1);
    driver.send(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 2, 1));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));
    TrialProposed first = driver.nextProposal();
    var stored = new CheckpointRef(new ArtifactRef("s3://here", "abc", 7L), 400);
    driver.send(
        Topics.TRIAL_PROGRESSED,
        "a",
        TrialProgressed.newBuilder(PublicEvents.started(first, "w1"))
            .setCheckpoint(stored)
            .build());

    driver.heartbeat("w2", 1);
    driver.pass(Duration.ofSeconds(11), "w2");

    TrialProposed second = driver.nextProposal();
    assertThat(first.getCheckpoint()).isNull();
    assertThat(second.getAttempt()).isEqualTo(2);
    assertThat(second.getCheckpoint()).isEqualTo(stored);
  }

  @Test
  void failsAJobWhoseDatasetWasRefused() {
    driver.send(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 2, 1));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetRefused("a", "only 12 rows"));

    StudyCompleted end = driver.read(Topics.STUDY_COMPLETED).getFirst();

    assertThat(end.getOutcome()).isEqualTo(StudyOutcome.FAILED);
    assertThat(end.getStopReason()).isEqualTo("dataset-refused");
    assertThat(end.getMessage()).isEqualTo("the dataset was refused: only 12 rows");
  }

  @Test
  void cancelsAJob() {
    driver.send(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 2, 1));
    driver.send(Topics.JOB_CANCELLED, "a", PublicEvents.jobCancelled("a"));

    assertThat(driver.read(Topics.STUDY_COMPLETED))
        .extracting(StudyCompleted::getOutcome)
        .containsExactly(StudyOutcome.CANCELLED);
  }

  @Test
  void makesNoStudyOfAJobPerSeries() {
    driver.heartbeat("w1", 1);

    driver.send(
        Topics.JOB_ACCEPTED,
        "a",
        PublicEvents.jobAccepted("a", 2, 1, config -> config.setPerSeries(true)));
    driver.send(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));

    assertThat(driver.read(Topics.STUDY_PROGRESSED)).isEmpty();
    assertThat(driver.read(Topics.TRIAL_PROPOSED)).isEmpty();
  }

  @Test
  void tellsAJobThatItIsImpossible() {
    Map<String, HyperParameter> space = Map.of("rate", PublicEvents.range(0.3, 0.1));
    driver.send(
        Topics.JOB_ACCEPTED,
        "a",
        PublicEvents.jobAccepted("a", 2, 1, config -> config.setHyperparams(space)));

    StudyCompleted end = driver.read(Topics.STUDY_COMPLETED).getFirst();

    assertThat(end.getOutcome()).isEqualTo(StudyOutcome.FAILED);
    assertThat(end.getMessage())
        .isEqualTo(
            "the job is impossible: config.hyperparams.rate: low must be below high, got 0.3 and"
                + " 0.1");
  }

  @Test
  void buriesGarbageAndGoesOn() {
    driver.sendBytes(Topics.JOB_ACCEPTED, "x", "garbage".getBytes(StandardCharsets.UTF_8));
    driver.send(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 2, 1));
    driver.send(Topics.JOB_CANCELLED, "a", PublicEvents.jobCancelled("a"));

    assertThat(driver.deadLetters(Topics.JOB_ACCEPTED)).isEqualTo(1);
    assertThat(driver.read(Topics.STUDY_COMPLETED)).hasSize(1);
  }

  @Test
  void hasTheTopologyThatWasAgreedOn() throws IOException {
    String description = TopologyText.of(driver.topology());
    Path written = Path.of("target/golden/topology.txt");
    Path golden = Path.of("src/test/golden/topology.txt");
    Files.createDirectories(written.getParent());
    Files.writeString(written, description);

    assertThat(description)
        .as("if this is meant: cp hpo-service/%s hpo-service/%s", written, golden)
        .isEqualTo(Files.readString(golden));
  }
}
