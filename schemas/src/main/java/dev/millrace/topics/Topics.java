package dev.millrace.topics;

import static java.time.Duration.ofDays;

import dev.millrace.events.DataUpdated;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.JobLog;
import dev.millrace.events.JobRejected;
import dev.millrace.events.JobRequested;
import dev.millrace.events.JobState;
import dev.millrace.events.MeasurementRecorded;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.ModelStageChanged;
import dev.millrace.events.RankProgressed;
import dev.millrace.events.RegistrationRefused;
import dev.millrace.events.RetrainingPolicy;
import dev.millrace.events.SeriesListed;
import dev.millrace.events.SeriesProgressed;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.WorkerHeartbeat;
import java.util.List;
import java.util.Optional;

/** The catalogue: every topic of Millrace, declared once. */
public final class Topics {
  private static final String UPSTREAM = "upstream";
  private static final String JOB_INTAKE = "job-intake";
  private static final String FEATURE_STORE = "feature-store";
  private static final String HPO_SERVICE = "hpo-service";
  private static final String TRAINER_WORKER = "trainer-worker";
  private static final String REGISTRY_SINK = "registry-sink";
  private static final String BY_JOB = "job id";
  private static final String BY_MODEL = "tenant/model";

  public static final Topic<MeasurementRecorded> MEASUREMENT_RECORDED =
      Topic.of("measurement-recorded", MeasurementRecorded.class)
          .keyedBy("tenant/series")
          .ownedBy(UPSTREAM);

  public static final Topic<DataUpdated> DATA_UPDATED =
      Topic.of("data-updated", DataUpdated.class).keyedBy("tenant/feature set").ownedBy(UPSTREAM);

  public static final Topic<JobRequested> JOB_REQUESTED =
      Topic.of("job-requested", JobRequested.class).keyedBy(BY_JOB).ownedBy(JOB_INTAKE);

  public static final Topic<JobAccepted> JOB_ACCEPTED =
      Topic.of("job-accepted", JobAccepted.class).keyedBy(BY_JOB).ownedBy(JOB_INTAKE);

  public static final Topic<JobRejected> JOB_REJECTED =
      Topic.of("job-rejected", JobRejected.class).keyedBy(BY_JOB).ownedBy(JOB_INTAKE);

  public static final Topic<JobCancelled> JOB_CANCELLED =
      Topic.of("job-cancelled", JobCancelled.class).keyedBy(BY_JOB).ownedBy(JOB_INTAKE);

  public static final Topic<SeriesListed> SERIES_LISTED =
      Topic.of("series-listed", SeriesListed.class).keyedBy(BY_JOB).ownedBy(FEATURE_STORE);

  public static final Topic<SeriesProgressed> SERIES_PROGRESSED =
      Topic.of("series-progressed", SeriesProgressed.class).keyedBy(BY_JOB).ownedBy(JOB_INTAKE);

  public static final Topic<DatasetPrepared> DATASET_PREPARED =
      Topic.of("dataset-prepared", DatasetPrepared.class).keyedBy(BY_JOB).ownedBy(FEATURE_STORE);

  /**
   * One partition: a share group deals whole partitions to its members while there are more of them
   * than members, so that a proposal would wait for a busy slot beside an idle one.
   */
  public static final Topic<TrialProposed> TRIAL_PROPOSED =
      Topic.of("trial-proposed", TrialProposed.class)
          .keyedBy(BY_JOB)
          .ownedBy(HPO_SERVICE)
          .partitions(1);

  public static final Topic<TrialProgressed> TRIAL_PROGRESSED =
      Topic.of("trial-progressed", TrialProgressed.class)
          .keyedBy(BY_JOB)
          .ownedBy(TRAINER_WORKER)
          .retain(ofDays(7));

  public static final Topic<TrialCompleted> TRIAL_COMPLETED =
      Topic.of("trial-completed", TrialCompleted.class).keyedBy(BY_JOB).ownedBy(TRAINER_WORKER);

  public static final Topic<RankProgressed> RANK_PROGRESSED =
      Topic.of("rank-progressed", RankProgressed.class)
          .keyedBy(BY_JOB)
          .ownedBy(TRAINER_WORKER)
          .retain(ofDays(1));

  public static final Topic<StudyProgressed> STUDY_PROGRESSED =
      Topic.of("study-progressed", StudyProgressed.class).keyedBy(BY_JOB).ownedBy(HPO_SERVICE);

  public static final Topic<StudyCompleted> STUDY_COMPLETED =
      Topic.of("study-completed", StudyCompleted.class).keyedBy(BY_JOB).ownedBy(HPO_SERVICE);

  public static final Topic<ModelRegistered> MODEL_REGISTERED =
      Topic.of("model-registered", ModelRegistered.class)
          .keyedBy(BY_MODEL)
          .ownedBy(REGISTRY_SINK)
          .retain(ofDays(365));

  public static final Topic<RegistrationRefused> REGISTRATION_REFUSED =
      Topic.of("registration-refused", RegistrationRefused.class)
          .keyedBy(BY_JOB)
          .ownedBy(REGISTRY_SINK);

  public static final Topic<ModelStageChanged> MODEL_STAGE_CHANGED =
      Topic.of("model-stage-changed", ModelStageChanged.class)
          .keyedBy(BY_MODEL)
          .ownedBy(REGISTRY_SINK)
          .retain(ofDays(365));

  public static final Topic<JobState> JOB_STATE =
      Topic.of("job-state", JobState.class).keyedBy(BY_JOB).ownedBy(JOB_INTAKE).compacted();

  public static final Topic<JobLog> JOB_LOG =
      Topic.of("job-log", JobLog.class).keyedBy(BY_JOB).ownedBy("any service").retain(ofDays(14));

  public static final Topic<WorkerHeartbeat> WORKER_HEARTBEAT =
      Topic.of("worker-heartbeat", WorkerHeartbeat.class)
          .keyedBy("worker id")
          .ownedBy(TRAINER_WORKER)
          .retain(ofDays(1));

  public static final Topic<RetrainingPolicy> RETRAINING_POLICY =
      Topic.of("retraining-policy", RetrainingPolicy.class)
          .keyedBy("tenant/policy")
          .ownedBy(JOB_INTAKE)
          .compacted();

  private static final List<Topic<?>> ALL =
      List.of(
          MEASUREMENT_RECORDED,
          DATA_UPDATED,
          JOB_REQUESTED,
          JOB_ACCEPTED,
          JOB_REJECTED,
          JOB_CANCELLED,
          SERIES_LISTED,
          SERIES_PROGRESSED,
          DATASET_PREPARED,
          TRIAL_PROPOSED,
          TRIAL_PROGRESSED,
          TRIAL_COMPLETED,
          RANK_PROGRESSED,
          STUDY_PROGRESSED,
          STUDY_COMPLETED,
          MODEL_REGISTERED,
          REGISTRATION_REFUSED,
          MODEL_STAGE_CHANGED,
          JOB_STATE,
          JOB_LOG,
          WORKER_HEARTBEAT,
          RETRAINING_POLICY);

  private Topics() {}

  /** Every topic, in the order of a job's life. */
  public static List<Topic<?>> all() {
    return ALL;
  }

  public static Optional<Topic<?>> named(String name) {
    return ALL.stream().<Topic<?>>map(topic -> topic).filter(t -> t.name().equals(name)).findAny();
  }
}
