package dev.millrace.features.retention.job;

import dev.millrace.features.dataset.stream.Barrier;
import dev.millrace.features.dataset.stream.StoppedException;
import dev.millrace.features.lineage.ModelNeeds;
import dev.millrace.features.measurement.sql.RemovedTimes;
import dev.millrace.features.retention.RetentionPolicy;
import dev.millrace.features.retention.RetentionRules;
import dev.millrace.features.retention.sql.Removal;
import dev.millrace.features.retention.sql.Removal.Removed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes measurements that are older than they are kept: at the start, and every hour. */
public final class RetentionJob {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);
  private static final Duration PERIOD = Duration.ofHours(1);

  private final RetentionPolicy policy;
  private final Parts parts;
  private final InstantSource clock;
  private final Counter measurements;
  private final Counter done;
  private final Counter failed;

  /**
   * What it works with.
   *
   * @param models waits until every model that is registered is known
   */
  public record Parts(Removal removal, RemovedTimes removed, ModelNeeds needs, Barrier models) {}

  public RetentionJob(
      RetentionPolicy policy, Parts parts, InstantSource clock, MeterRegistry meters) {
    this.policy = policy;
    this.parts = parts;
    this.clock = clock;
    this.measurements =
        Counter.builder("millrace.features.retention.removed")
            .description("measurements that were removed")
            .register(meters);
    this.done = runs(meters, "done");
    this.failed = runs(meters, "failed");
  }

  private static Counter runs(MeterRegistry meters, String outcome) {
    return Counter.builder("millrace.features.retention.runs")
        .description("removals of measurements by this process")
        .tag("outcome", outcome)
        .register(meters);
  }

  /** Runs now and then every hour, where anything may ever be removed. */
  public void start(ScheduledExecutorService scheduler) {
    if (policy.removes()) {
      var _ =
          scheduler.scheduleWithFixedDelay(
              this::runAndTell, 0, PERIOD.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void runAndTell() {
    try {
      run();
    } catch (InterruptedException | StoppedException e) {
      LOG.atDebug().log("retention stopped");
    } catch (JdbiException | KafkaException e) {
      failed.increment();
      LOG.atWarn().setCause(e).log("old measurements could not be removed, trying again later");
    } catch (RuntimeException e) {
      failed.increment();
      LOG.atError().setCause(e).log("old measurements could not be removed");
    }
  }

  /**
   * Removes what may go now.
   *
   * @return what that was; empty when another process was at it
   */
  public Optional<Removed> run() throws InterruptedException {
    parts.models().await("retention");
    Instant now = clock.instant();
    Optional<Removed> removed =
        parts
            .removal()
            .remove(kept -> RetentionRules.decide(policy, now, parts.needs().all(now), kept));
    parts.removed().refresh();
    removed.ifPresent(this::tell);
    return removed;
  }

  private void tell(Removed removed) {
    done.increment();
    measurements.increment((double) removed.measurements());
    LOG.atInfo()
        .addKeyValue("measurements", removed.measurements())
        .addKeyValue("variables", removed.variables())
        .addKeyValue("heldByModels", removed.held())
        .addKeyValue("chunksDropped", removed.chunks())
        .addKeyValue("rowsDeleted", removed.rows())
        .log("old measurements removed");
  }
}
