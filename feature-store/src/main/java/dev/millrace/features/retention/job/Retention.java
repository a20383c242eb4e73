package dev.millrace.features.retention.job;

import dev.millrace.features.dataset.stream.Barrier;
import dev.millrace.features.lineage.ModelNeeds;
import dev.millrace.features.measurement.sql.RemovedTimes;
import dev.millrace.features.retention.RetentionPolicy;
import dev.millrace.features.retention.sql.Removal;
import dev.millrace.platform.db.Offsets;
import dev.millrace.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.admin.Admin;
import org.jdbi.v3.core.Jdbi;

/** Removal of old measurements, with the thread it runs on. */
public final class Retention implements AutoCloseable {

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("feature-store-retention").factory());
  private final RetentionJob job;

  /**
   * What it needs of the service.
   *
   * @param admin asked how far the topics reach; not closed
   * @param models how far the models have got into the database
   * @param removed is told of what was removed
   */
  public record Parts(
      Jdbi jdbi,
      Admin admin,
      Offsets models,
      ModelNeeds needs,
      RemovedTimes removed,
      InstantSource clock,
      MeterRegistry meters) {}

  public Retention(RetentionPolicy policy, Parts parts) {
    this.job =
        new RetentionJob(
            policy,
            new RetentionJob.Parts(
                new Removal(parts.jdbi(), stopping),
                parts.removed(),
                parts.needs(),
                new Barrier(
                    parts.admin(),
                    parts.models(),
                    List.of(Topics.MODEL_REGISTERED.name(), Topics.MODEL_STAGE_CHANGED.name()),
                    stopping)),
            parts.clock(),
            parts.meters());
  }

  public void start() {
    job.start(scheduler);
  }

  /** Ends a removal after the step that is under way; the next start goes on. */
  @Override
  public void close() {
    stopping.countDown();
    scheduler.shutdownNow();
    scheduler.close();
  }
}
