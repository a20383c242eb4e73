package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.RankPhase;
import dev.millrace.events.RankProgressed;
import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialPhase;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.events.WorkerHeartbeat;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.model.ForecastModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Final fits of several ranks on the slots of a worker, against real Kafka, registry and S3. */
class GangTest {
  private static final long ENDLESS = 1_000_000;

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static ServiceHost worker;
  private static EventPublisher publisher;
  private static Witness witness;
  private static Proposals proposals;

  @BeforeAll
  static void start() throws Exception {
    stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY, Part.S3);
    worker = worker();
    publisher = worker.bean(EventPublisher.class);
    witness = new Witness(worker.bean(KafkaClients.class), worker.bean(EventCodec.class));
    proposals = Proposals.on(worker.bean(ObjectStore.class), folder, 1);
  }

  @AfterAll
  static void stop() {
    witness.close();
    worker.close();
    stack.close();
  }

  private static ServiceHost worker() {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    environment.put("MILLRACE_TRAINER_WORKER_SLOTS", "2");
    environment.put("MILLRACE_TRAINER_WORKER_GRACE_PERIOD", "0s");
    environment.put("MILLRACE_TRAINER_WORKER_CACHE_DIRECTORY", folder.resolve("cache").toString());
    Set<String> services = Set.of("trainer-worker");
    return ServiceHost.start(ServiceHost.configuration(environment, services), services);
  }

  private static void propose(TrialProposed.Builder proposal) {
    publisher.publishAndWait(Topics.TRIAL_PROPOSED, proposal.getJobId(), proposal.build());
  }

  private static RankProgressed rank(String jobId, int rank, RankPhase phase) {
    return witness.await(
        RankProgressed.class,
        event ->
            event.getJobId().equals(jobId) && event.getRank() == rank && event.getPhase() == phase);
  }

  private static TrialCompleted completed(String jobId) {
    return witness.await(TrialCompleted.class, event -> event.getJobId().equals(jobId));
  }

  private static double testMae(String jobId) {
    return completed(jobId).getTestMetrics().getOrDefault("mae", Double.NaN);
  }

  @Test
  void trainsOneModelAndAnnouncesItOnce() throws Exception {
    proposals.together("pair", 2, 20).reversed().forEach(GangTest::propose);

    RankProgressed meeting = rank("pair", 0, RankPhase.MEETING);
    rank("pair", 0, RankPhase.DONE);
    RankProgressed done = rank("pair", 1, RankPhase.DONE);
    TrialCompleted completed = completed("pair");

    assertThat(meeting.getHost()).isEqualTo("127.0.0.1");
    assertThat(done.getAttemptId()).isEqualTo("pair-1-1.1");
    assertThat(completed.getState()).isEqualTo(TrialState.COMPLETE);
    assertThat(completed.getAttemptId()).isEqualTo("pair-1-1");
    assertThat(completed.getSteps()).isEqualTo(20);
    var artifact = completed.getArtifact();
    assertThat(artifact).isNotNull();
    byte[] model = worker.bean(ObjectStore.class).fetch(artifact.getUri(), artifact.getSha256());
    try (ForecastModel loaded = ForecastModel.load(model)) {
      assertThat(loaded.horizon()).isEqualTo(24);
    }
    assertThat(witness.all(TrialCompleted.class))
        .filteredOn(event -> event.getJobId().equals("pair"))
        .hasSize(1);
    assertThat(witness.all(TrialProgressed.class))
        .filteredOn(event -> event.getJobId().equals("pair"))
        .extracting(TrialProgressed::getPhase)
        .startsWith(TrialPhase.STARTED);
  }

  @Test
  void isAboutAsGoodAsAModelOfOneSlot() {
    propose(proposals.finalFit("one", 1));
    proposals.together("two", 2, 20).stream()
        .map(proposal -> proposal.setParameters(Map.of("n_estimators", 20L, "learning_rate", 0.2)))
        .forEach(GangTest::propose);

    double one = testMae("one");
    double two = testMae("two");

    assertThat(two).isBetween(0.9 * one, 1.1 * one);
  }

  @Test
  void namesEachRankOfARunningAttempt() {
    proposals.together("beat", 2, ENDLESS).forEach(GangTest::propose);

    witness.await(
        WorkerHeartbeat.class,
        beat -> beat.getRunningAttempts().containsAll(List.of("beat-1-1", "beat-1-1.1")));
    publisher.publishAndWait(
        Topics.JOB_CANCELLED, "beat", JobCancelled.newBuilder().setJobId("beat").build());

    assertThat(completed("beat").getState()).isEqualTo(TrialState.CANCELLED);
    rank("beat", 1, RankPhase.GAVE_UP);
  }

  @Test
  void givesUpAllRanksWhenThePoolHasLostOne() {
    proposals.together("lost", 2, ENDLESS).forEach(GangTest::propose);
    rank("lost", 1, RankPhase.STARTED);
    rank("lost", 0, RankPhase.MEETING);

    publisher.publishAndWait(
        Topics.STUDY_PROGRESSED,
        "lost",
        StudyProgressed.newBuilder()
            .setStudyId("lost")
            .setChange(StudyChange.ATTEMPT_LOST)
            .setTrialNumber(1)
            .setAttempt(1)
            .build());

    assertThat(completed("lost").getState()).isEqualTo(TrialState.CANCELLED);
    rank("lost", 1, RankPhase.GAVE_UP);
  }

  /** A limit of its worker, say, or what it alone is asked to train with. */
  @Test
  void failsTheTrialWhenAnyOfItsRanksFails() {
    List<TrialProposed.Builder> ranks = proposals.together("fails", 2, ENDLESS);
    propose(ranks.getFirst());
    rank("fails", 0, RankPhase.MEETING);

    propose(ranks.getLast().setParameters(Map.of("max_dept", 3L)));

    TrialCompleted failed = completed("fails");
    assertThat(failed.getState()).isEqualTo(TrialState.FAILED);
    assertThat(failed.getError()).isEqualTo("hyperparameter max_dept is not known");
    assertThat(rank("fails", 0, RankPhase.GAVE_UP).getMessage()).contains("max_dept");
  }

  /** Nobody else will come: neither slot may wait for the whole of its patience. */
  @Test
  void doesNotWaitForAnAttemptThatAnotherRankGaveUp() {
    TrialProposed.Builder first = proposals.together("waits", 3, 20).getFirst();
    propose(first);
    rank("waits", 0, RankPhase.MEETING);
    propose(proposals.together("waits", 3, 20).get(1));
    rank("waits", 1, RankPhase.STARTED);

    publisher.publishAndWait(
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
