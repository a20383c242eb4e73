package dev.millrace.registry.testkit;

import dev.millrace.events.Cause;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.JobConfig;
import dev.millrace.events.JobLog;
import dev.millrace.events.JobRejected;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.events.Priority;
import dev.millrace.events.StepReport;
import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialCounts;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialPhase;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.events.Violation;
import dev.millrace.events.WorkerHeartbeat;
import dev.millrace.platform.storage.StoredObject;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A job as the services tell it, in the order in which it happens.
 *
 * <p>Trial 0 is complete. The first attempt at trial 1 is lost; the second one counts, and then the
 * first one reports after all. Trial 2 is pruned. Trial 3 is the final fit.
 */
public final class Story {
  private static final Map<String, Object> PARAMETERS =
      Map.of("max_depth", 6L, "eta", 0.1, "booster", "gbtree");

  private final String job;
  private final List<Told<?>> told = new ArrayList<>();
  private Instant now = Models.AT.minusSeconds(300);

  private Story(String job) {
    this.job = job;
  }

  /** A job that ends with a model. */
  public static List<Told<?>> ofSuccess(String job, StoredObject artifact) {
    var story = new Story(job);
    story.beginning();
    story.search();
    story.finalFit(artifact);
    var card = Models.card(job, artifact);
    story.tell(Topics.STUDY_COMPLETED, job, Models.found(job, card));
    story.state(JobStatus.COMPLETED, 3);
    story.heartbeat("w2", 0);
    return story.told;
  }

  /** A job that was refused. */
  public static List<Told<?>> ofRejection(String job) {
    var story = new Story(job);
    story.tell(
        Topics.JOB_REJECTED,
        job,
        JobRejected.newBuilder()
            .setEventId(story.id())
            .setOccurredAt(story.now)
            .setTenantId(Models.TENANT)
            .setJobId(job)
            .setViolations(
                List.of(
                    Violation.newBuilder()
                        .setField("config.horizon")
                        .setRule("must be ≥ 1")
                        .setMessage("horizon must be ≥ 1, got -1")
                        .build()))
            .build());
    story.state(JobStatus.FAILED, 1);
    return story.told;
  }

  /** A job that somebody cancelled while it waited. */
  public static List<Told<?>> ofCancellation(String job) {
    var story = new Story(job);
    story.beginning();
    story.tell(
        Topics.JOB_CANCELLED,
        job,
        JobCancelled.newBuilder()
            .setEventId(story.id())
            .setOccurredAt(story.now)
            .setTenantId(Models.TENANT)
            .setJobId(job)
            .setRequestedBy("ann")
            .setReason("wrong series")
            .build());
    story.state(JobStatus.CANCELLED, 2);
    return story.told;
  }

  private void beginning() {
    tell(
        Topics.JOB_ACCEPTED,
        job,
        JobAccepted.newBuilder()
            .setEventId(id())
            .setOccurredAt(now)
            .setTenantId(Models.TENANT)
            .setJobId(job)
            .setModelType("forecast")
            .setModelName(Models.NAME)
            .setFeatureSet("forecast_basic")
            .setConfig(
                JobConfig.newBuilder()
                    .setSeries(List.of("substation-7"))
                    .setObjective("mae")
                    .setOptimizationStrategy("tpe")
                    .setNTrials(3)
                    .setEndDate(Models.AT)
                    .build())
            .setPriority(Priority.HIGH)
            .setCause(Cause.newBuilder().setKind("api").build())
            .setRequestedBy("ann")
            .build());
    state(JobStatus.QUEUED, 1);
    heartbeat("w1", 2);
    tell(
        Topics.DATASET_PREPARED,
        job,
        DatasetPrepared.newBuilder()
            .setEventId(id())
            .setOccurredAt(now)
            .setTenantId(Models.TENANT)
            .setJobId(job)
            .setDataset(Models.dataset())
            .setBuildMs(120)
            .build());
    moved(StudyChange.QUEUED, -1, 0, null);
  }

  private void search() {
    moved(StudyChange.STARTED, -1, 0, null);
    log("info", "the search has begun");
    run(0, 1, "w1", TrialKind.SEARCH);
    result(0, 1, "w1", TrialState.COMPLETE, 1.5);
    counted(0, 1, TrialState.COMPLETE, 1.5);
    run(1, 1, "w1", TrialKind.SEARCH);
    moved(StudyChange.ATTEMPT_LOST, 1, 1, null);
    run(1, 2, "w2", TrialKind.SEARCH);
    result(1, 2, "w2", TrialState.COMPLETE, 1.25);
    counted(1, 2, TrialState.COMPLETE, 1.25);
    result(1, 1, "w1", TrialState.COMPLETE, 9.0);
    run(2, 1, "w2", TrialKind.SEARCH);
    result(2, 1, "w2", TrialState.PRUNED, 2.5);
    counted(2, 1, TrialState.PRUNED, 2.5);
    log("warn", "one trial was pruned");
  }

  private void finalFit(StoredObject artifact) {
    moved(StudyChange.FINAL_FIT, -1, 0, null);
    run(3, 1, "w2", TrialKind.FINAL_FIT);
    tell(
        Topics.TRIAL_COMPLETED,
        job,
        result(3, 1, "w2", TrialKind.FINAL_FIT, TrialState.COMPLETE)
            .setTestMetrics(Map.of("mae", 1.2))
            .setBaselines(Map.of("persistence", Map.of("mae", 2.0)))
            .setArtifact(Models.ref(artifact))
            .build());
    counted(3, 1, TrialState.COMPLETE, null);
  }

  private void run(int number, int attempt, String worker, TrialKind kind) {
    String trial = job + "-" + number;
    tell(
        Topics.TRIAL_PROPOSED,
        job,
        TrialProposed.newBuilder()
            .setEventId(id())
            .setOccurredAt(now)
            .setTenantId(Models.TENANT)
            .setJobId(job)
            .setStudyId(job)
            .setTrialId(trial)
            .setTrialNumber(number)
            .setAttempt(attempt)
            .setAttemptId(trial + "-" + attempt)
            .setPool("default")
            .setKind(kind)
            .setParameters(PARAMETERS)
            .setSeed(7)
            .setObjective("mae")
            .setReason("tpe: trial " + number)
            .setLeaseSeconds(30)
            .build());
    moved(StudyChange.TRIAL_PROPOSED, number, attempt, null);
    progress(number, attempt, worker, TrialPhase.STARTED, 0, 0);
    moved(StudyChange.TRIAL_STARTED, number, attempt, null);
    progress(number, attempt, worker, TrialPhase.STEPS, 1, 3);
    progress(number, attempt, worker, TrialPhase.STEPS, 4, 6);
  }

  private void progress(
      int number, int attempt, String worker, TrialPhase phase, int first, int last) {
    List<StepReport> steps =
        phase == TrialPhase.STARTED
            ? List.of()
            : IntStream.rangeClosed(first, last)
                .mapToObj(
                    step ->
                        StepReport.newBuilder()
                            .setStep(step)
                            .setBudgetShare(step / 6.0)
                            .setValue(step == 1 ? Double.NaN : 3.0 / step)
                            .setElapsedMs(step * 10L)
                            .build())
                .toList();
    tell(
        Topics.TRIAL_PROGRESSED,
        job,
        TrialProgressed.newBuilder()
            .setEventId(id())
            .setOccurredAt(now)
            .setTenantId(Models.TENANT)
            .setJobId(job)
            .setStudyId(job)
            .setTrialId(job + "-" + number)
            .setTrialNumber(number)
            .setAttempt(attempt)
            .setWorkerId(worker)
            .setPhase(phase)
            .setSteps(steps)
            .setTotalSteps(6)
            .build());
  }

  private void result(int number, int attempt, String worker, TrialState state, double objective) {
    tell(
        Topics.TRIAL_COMPLETED,
        job,
        result(number, attempt, worker, TrialKind.SEARCH, state)
            .setObjective(objective)
            .setMetrics(Map.of("mae", objective))
            .build());
  }

  private TrialCompleted.Builder result(
      int number, int attempt, String worker, TrialKind kind, TrialState state) {
    return TrialCompleted.newBuilder()
        .setEventId(id())
        .setOccurredAt(now)
        .setTenantId(Models.TENANT)
        .setJobId(job)
        .setStudyId(job)
        .setTrialId(job + "-" + number)
        .setTrialNumber(number)
        .setAttempt(attempt)
        .setKind(kind)
        .setWorkerId(worker)
        .setState(state)
        .setParameters(PARAMETERS)
        .setSteps(6);
  }

  private void counted(int number, int attempt, TrialState state, @Nullable Double objective) {
    tell(
        Topics.STUDY_PROGRESSED,
        job,
        movement(StudyChange.TRIAL_COUNTED, number, attempt)
            .setTrialState(state)
            .setObjective(objective)
            .build());
  }

  private void moved(StudyChange change, int number, int attempt, @Nullable Double bestValue) {
    tell(
        Topics.STUDY_PROGRESSED,
        job,
        movement(change, number, attempt)
            .setBestValue(bestValue)
            .setReason(change == StudyChange.ATTEMPT_LOST ? "nothing heard for 30 s" : "")
            .build());
  }

  private StudyProgressed.Builder movement(StudyChange change, int number, int attempt) {
    return StudyProgressed.newBuilder()
        .setEventId(id())
        .setOccurredAt(now)
        .setTenantId(Models.TENANT)
        .setJobId(job)
        .setStudyId(job)
        .setChange(change)
        .setTrialNumber(number)
        .setAttempt(attempt)
        .setNTrials(3)
        .setNTrialsReason("intermittent: 60 % zeros")
        .setWaitingFor(change == StudyChange.QUEUED ? "a free slot: all 4 are taken" : "")
        .setCounts(TrialCounts.newBuilder().setRunning(Math.max(0, number)).build());
  }

  private void state(JobStatus status, long revision) {
    tell(
        Topics.JOB_STATE,
        job,
        JobState.newBuilder()
            .setEventId(id())
            .setOccurredAt(now)
            .setTenantId(Models.TENANT)
            .setJobId(job)
            .setStatus(status)
            .setPhase("queue")
            .setCreatedAt(Models.AT.minusSeconds(300))
            .setRevision(revision)
            .build());
  }

  private void log(String level, String message) {
    tell(
        Topics.JOB_LOG,
        job,
        JobLog.newBuilder()
            .setEventId(id())
            .setOccurredAt(now)
            .setTenantId(Models.TENANT)
            .setJobId(job)
            .setLevel(level)
            .setService("hpo-service")
            .setMessage(message)
            .build());
  }

  private void heartbeat(String worker, int slots) {
    tell(
        Topics.WORKER_HEARTBEAT,
        worker,
        WorkerHeartbeat.newBuilder()
            .setEventId(id())
            .setOccurredAt(now)
            .setWorkerId(worker)
            .setPool("default")
            .setSlots(slots)
            .build());
  }

  private String id() {
    return job + "/" + told.size();
  }

  private <T extends SpecificRecord> void tell(Topic<T> topic, String key, T event) {
    told.add(new Told<>(topic, key, event));
    now = now.plusSeconds(1);
  }
}
