package dev.millrace.standalone.bench.scheduler;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.HyperParameter;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobConfig;
import dev.millrace.events.WorkerHeartbeat;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.topics.Topics;
import java.time.InstantSource;
import java.util.Map;

/** What hpo-service hears from job-intake, feature-store and a worker, its slots apart. */
record Neighbours(EventPublisher publisher, InstantSource clock) {

  private static final String TENANT = "bench";
  static final String POOL = "default";

  /** Asks for a study whose data are there already. */
  void request(String job, int trials, int parallel) {
    publisher.publishAndWait(Topics.JOB_ACCEPTED, job, accepted(job, trials, parallel));
    publisher.publishAndWait(Topics.DATASET_PREPARED, job, prepared(job));
  }

  DatasetPrepared prepared(String job) {
    return DatasetPrepared.newBuilder()
        .setJobId(job)
        .setTenantId(TENANT)
        .setOccurredAt(clock.instant())
        .setPool(POOL)
        .setDataset(DatasetRef.newBuilder().setRows(1000).setHorizon(24).build())
        .build();
  }

  JobAccepted accepted(String job, int trials, int parallel) {
    return JobAccepted.newBuilder()
        .setJobId(job)
        .setTenantId(TENANT)
        .setOccurredAt(clock.instant())
        .setModelType("forecast")
        .setModelName(job)
        .setFeatureSet("forecast_basic")
        .setConfig(
            JobConfig.newBuilder()
                .setNTrials(trials)
                .setParallelTrials(parallel)
                .setOptimizationStrategy("random")
                .setTimeoutSeconds(86_400)
                .setHyperparams(
                    Map.of(
                        "learning_rate",
                        HyperParameter.newBuilder()
                            .setType("float")
                            .setLow(0.01)
                            .setHigh(0.3)
                            .build()))
                .build())
        .build();
  }

  void beat(String worker, int slots) {
    publisher.publishAndWait(
        Topics.WORKER_HEARTBEAT,
        worker,
        WorkerHeartbeat.newBuilder()
            .setWorkerId(worker)
            .setPool(POOL)
            .setSlots(slots)
            .setOccurredAt(clock.instant())
            .build());
  }
}
