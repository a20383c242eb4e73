package dev.millrace.trainer.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.CheckpointRef;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.JobLog;
import dev.millrace.events.StoppingRule;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.Threshold;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialPhase;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.events.WorkerHeartbeat;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.TrainerWorkerMain;
import dev.millrace.trainer.model.ForecastModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process has it, against real Kafka, schema registry and S3. */
class TrainerWorkerTest {
  @TempDir static Path folder;
  private static LiveWorker live;

  @BeforeAll
  static void start() throws Exception {
    live = new LiveWorker(folder, settings("default"));
  }

  @AfterAll
  static void stop() {
    live.close();
  }

  private static Map<String, String> settings(String pool) {
    return Map.of("POOL", pool, "NAME", "rack-7-" + pool, "SLOTS", "1");
  }

  /** A worker that can be killed, and stores what it has reached as often as it may. */
  private static Process process(String pool) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            TrainerWorkerMain.class.getName());
    process.environment().putAll(live.environment(settings(pool)));
    process.environment().put("MILLRACE_TRAINER_WORKER_CHECKPOINT_INTERVAL", "1ms");
    process.redirectErrorStream(true).redirectOutput(folder.resolve("worker.log").toFile());
    return process.start();
  }

  private static TrialCompleted completed(String attemptId) {
    return live.witness()
        .await(TrialCompleted.class, event -> event.getAttemptId().equals(attemptId));
  }

  private static List<TrialProgressed> progress(String attemptId) {
    return live.witness().all(TrialProgressed.class).stream()
        .filter(event -> event.getAttemptId().equals(attemptId))
        .toList();
  }

  private static TrialProgressed awaitSteps(String attemptId) {
    return live.witness()
        .await(
            TrialProgressed.class,
            event ->
                event.getAttemptId().equals(attemptId) && event.getPhase() == TrialPhase.STEPS);
  }

  @Test
  void takesTheLeaseTrainsAndAnswers() {
    live.propose(live.proposals().search("plain", 0));

    TrialCompleted completed = completed("plain-0-1");

    assertThat(completed.getState()).isEqualTo(TrialState.COMPLETE);
    assertThat(completed.getObjective()).isPositive();
    // Topics are read in any order: the result may be seen before the last steps.
    live.witness()
        .await(
            TrialProgressed.class,
            event ->
                event.getAttemptId().equals("plain-0-1")
                    && event.getSteps().stream().anyMatch(step -> step.getStep() == 20));
    List<TrialProgressed> progress = progress("plain-0-1");
    assertThat(progress.getFirst().getPhase()).isEqualTo(TrialPhase.STARTED);
    assertThat(progress.stream().flatMap(event -> event.getSteps().stream()))
        .extracting("step")
        .hasSize(20)
        .isSorted();
    assertThat(live.host().health()).extracting(Health::status).containsOnly(Health.Status.UP);
  }

  @Test
  void offersItsSlotsAndSaysWhatItRuns() {
    live.propose(live.proposals().endless("beat", 0));

    WorkerHeartbeat busy =
        live.witness()
            .await(WorkerHeartbeat.class, beat -> beat.getRunningAttempts().contains("beat-0-1"));
    live.cancel("beat");

    assertThat(busy.getSlots()).isEqualTo(1);
    assertThat(busy.getPool()).isEqualTo("default");
    assertThat(busy.getName()).isEqualTo("rack-7-default");
    assertThat(busy.getStartedAt()).isAfter(Instant.EPOCH).isBefore(busy.getOccurredAt());
    assertThat(progress("beat-0-1"))
        .extracting(TrialProgressed::getWorkerName)
        .containsOnly("rack-7-default");
    assertThat(busy.getLibraryVersions()).containsKeys("xgboost", "java");
    assertThat(completed("beat-0-1").getWorkerId()).isEqualTo(busy.getWorkerId());
  }

  @Test
  void storesTheModelBeforeItAnnouncesIt() throws Exception {
    live.propose(live.proposals().finalFit("final", 1));

    try (ForecastModel model = live.model(completed("final-1-1").getArtifact())) {
      assertThat(model.horizon()).isEqualTo(24);
    }
  }

  @Test
  void stopsATrialWhoseJobIsCancelled() {
    live.propose(live.proposals().endless("cancelled", 0));
    awaitSteps("cancelled-0-1");

    live.cancel("cancelled");

    TrialCompleted completed = completed("cancelled-0-1");
    assertThat(completed.getState()).isEqualTo(TrialState.CANCELLED);
    assertThat(completed.getSteps()).isPositive().isLessThan(1_000_000);
  }

  @Test
  void stopsATrialAtItsStoppingRule() {
    var rule =
        StoppingRule.newBuilder()
            .setKind("thresholds")
            .setThresholds(List.of(new Threshold(0.5, 0.0)))
            .build();
    live.propose(live.proposals().search("pruned", 0).setStoppingRule(rule));

    TrialCompleted completed = completed("pruned-0-1");

    assertThat(completed.getState()).isEqualTo(TrialState.PRUNED);
    assertThat(completed.getSteps()).isEqualTo(10);
  }

  @Test
  void putsWhatItCannotReadAsideAndGoesOn() {
    String topic = Topics.TRIAL_PROPOSED.name();
    live.publisher().send(new ProducerRecord<>(topic, "garbage", "no avro".getBytes(UTF_8))).join();
    live.publisher().send(new ProducerRecord<>(topic, "garbage", null)).join();
    live.publisher()
        .publishAndWait(Topics.TRIAL_PROPOSED, "garbage", TrialProposed.newBuilder().build());
    live.propose(live.proposals().search("garbage", 0));

    assertThat(completed("garbage-0-1").getState()).isEqualTo(TrialState.COMPLETE);
    assertThat(Witness.deadLetters(live.host().bean(KafkaClients.class), Topics.TRIAL_PROPOSED, 3))
        .allSatisfy(
            letter -> assertThat(letter.headers().lastHeader(DeadLetters.REASON)).isNotNull());
  }

  @Test
  void doesNotStartWhatIsNotWantedAnyMore() {
    live.cancel("stale");
    live.witness().await(JobCancelled.class, event -> event.getJobId().equals("stale"));
    live.propose(live.proposals().endless("stale", 0));
    live.propose(live.proposals().endless("late", 0).setDeadline(Instant.EPOCH));

    assertThat(completed("late-0-1").getState()).isEqualTo(TrialState.CANCELLED);
    assertThat(completed("stale-0-1").getState()).isEqualTo(TrialState.CANCELLED);
    assertThat(progress("late-0-1")).isEmpty();
  }

  @Test
  void leavesOtherPoolsAndLostAttemptsAlone() {
    live.lose("lost", 0);
    live.witness().await(StudyProgressed.class, event -> event.getStudyId().equals("lost"));
    // One key, so one partition: what comes last is taken last.
    TrialProposed.Builder second =
        live.proposals().search("lost", 0).setAttempt(2).setAttemptId("lost-0-2");
    live.publisher()
        .publishAndWait(
            Topics.TRIAL_PROPOSED,
            "lost",
            live.proposals().search("other", 0).setPool("gpu").build());
    live.propose(live.proposals().search("lost", 0));
    live.propose(second);

    assertThat(completed("lost-0-2").getState()).isEqualTo(TrialState.COMPLETE);
    assertThat(progress("other-0-1")).isEmpty();
  }

  @Test
  void leavesTheNextProposalToAnotherWorkerWhileItTrains() {
    live.propose(live.proposals().endless("shared", 0));
    awaitSteps("shared-0-1");
    live.propose(live.proposals().search("shared", 1));

    try (ServiceHost other = live.another(settings("default"))) {
      TrialCompleted byOther = completed("shared-1-1");

      assertThat(byOther.getWorkerId()).isEqualTo(other.bean(TrainerWorker.class).workerId());
    }
    live.cancel("shared");
    assertThat(completed("shared-0-1").getWorkerId())
        .isEqualTo(live.host().bean(TrainerWorker.class).workerId());
  }

  @Test
  void goesOnWhereAKilledWorkerHadGotToAndEndsWithTheSameModel() throws Exception {
    Map<String, Object> many =
        Map.of("n_estimators", 4000L, "learning_rate", 0.01, "subsample", 0.7);
    TrialProposed.Builder first =
        live.proposals().finalFit("killed", 0).setParameters(many).setPool("mortal");
    Process mortal = process("mortal");
    CheckpointRef stored;
    try {
      live.propose(first);
      stored =
          live.witness()
              .await(
                  TrialProgressed.class,
                  event ->
                      event.getAttemptId().equals("killed-0-1") && event.getCheckpoint() != null)
              .getCheckpoint();
    } finally {
      mortal.destroyForcibly().waitFor();
    }
    assertThat(live.witness().all(TrialCompleted.class))
        .extracting(TrialCompleted::getAttemptId)
        .doesNotContain("killed-0-1");

    live.propose(
        live.proposals()
            .finalFit("killed", 0)
            .setParameters(many)
            .setAttempt(2)
            .setAttemptId("killed-0-2")
            .setCheckpoint(stored));
    live.propose(live.proposals().finalFit("unharmed", 0).setParameters(many));

    TrialCompleted resumed = completed("killed-0-2");
    assertThat(stored.getRound()).isBetween(1, 3999);
    assertThat(resumed.getArtifact()).isEqualTo(completed("unharmed-0-1").getArtifact());
    live.witness()
        .await(
            JobLog.class,
            line ->
                line.getJobId().equals("killed")
                    && line.getMessage().contains("goes on behind round " + stored.getRound()));
    assertThat(live.host().bean(ObjectStore.class).exists(stored.getArtifact().getUri())).isFalse();
  }

  @Test
  void givesBackWhatItRunsWhenItIsToldToStop() {
    String workerId;
    try (ServiceHost leaving = live.another(settings("leaving"))) {
      workerId = leaving.bean(TrainerWorker.class).workerId();
      live.propose(live.proposals().endless("left", 0).setPool("leaving"));
      awaitSteps("left-0-1");
    }

    assertThat(completed("left-0-1").getState()).isEqualTo(TrialState.CANCELLED);
    live.witness()
        .await(
            WorkerHeartbeat.class,
            beat -> beat.getWorkerId().equals(workerId) && beat.getSlots() == 0);
  }
}
