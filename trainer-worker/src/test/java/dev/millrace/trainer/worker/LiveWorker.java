package dev.millrace.trainer.worker;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.events.ArtifactRef;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.model.ForecastModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A worker as a process has it, against real Kafka, registry and S3, and what others tell it. */
final class LiveWorker implements AutoCloseable {
  private static final String PREFIX = "MILLRACE_TRAINER_WORKER_";

  private final Path folder;
  private final EmbeddedStack stack;
  private final ServiceHost host;
  private final EventPublisher publisher;
  private final Witness witness;
  private final Proposals proposals;

  /**
   * Starts the stack and a worker.
   *
   * @param settings of the worker, without their prefix
   */
  LiveWorker(Path folder, Map<String, String> settings) throws Exception {
    this.folder = folder;
    this.stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY, Part.S3);
    this.host = another(settings);
    this.publisher = host.bean(EventPublisher.class);
    this.witness = new Witness(host.bean(KafkaClients.class), host.bean(EventCodec.class));
    this.proposals = Proposals.on(host.bean(ObjectStore.class), folder, 1);
  }

  /** One more worker of the same stack. */
  ServiceHost another(Map<String, String> settings) {
    Set<String> services = Set.of("trainer-worker");
    return ServiceHost.start(ServiceHost.configuration(environment(settings), services), services);
  }

  /** Of a worker's process. */
  Map<String, String> environment(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    environment.put(PREFIX + "GRACE_PERIOD", "0s");
    environment.put(PREFIX + "CACHE_DIRECTORY", folder.resolve("cache").toString());
    settings.forEach((name, value) -> environment.put(PREFIX + name, value));
    return environment;
  }

  ServiceHost host() {
    return host;
  }

  EventPublisher publisher() {
    return publisher;
  }

  Witness witness() {
    return witness;
  }

  Proposals proposals() {
    return proposals;
  }

  void propose(TrialProposed.Builder proposal) {
    publisher.publishAndWait(Topics.TRIAL_PROPOSED, proposal.getJobId(), proposal.build());
  }

  void cancel(String jobId) {
    publisher.publishAndWait(
        Topics.JOB_CANCELLED, jobId, JobCancelled.newBuilder().setJobId(jobId).build());
  }

  /** Says as the pool does that the first attempt at a trial is lost. */
  void lose(String studyId, int trial) {
    publisher.publishAndWait(
        Topics.STUDY_PROGRESSED,
        studyId,
        StudyProgressed.newBuilder()
            .setStudyId(studyId)
            .setChange(StudyChange.ATTEMPT_LOST)
            .setTrialNumber(trial)
            .setAttempt(1)
            .build());
  }

  ForecastModel model(@Nullable ArtifactRef artifact) throws IOException {
    ArtifactRef stored = Objects.requireNonNull(artifact, "no model was stored");
    return ForecastModel.load(
        host.bean(ObjectStore.class).fetch(stored.getUri(), stored.getSha256()));
  }

  @Override
  public void close() {
    witness.close();
    host.close();
    stack.close();
  }
}
