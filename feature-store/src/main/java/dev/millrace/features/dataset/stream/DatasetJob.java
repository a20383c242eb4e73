package dev.millrace.features.dataset.stream;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.serde.RegistryException;
import dev.millrace.topics.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees one job through to its answer: tries again while a server is away, and answers with a
 * refusal when the mistake is ours, so that no job is lost and none holds up the next.
 */
final class DatasetJob {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetJob.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final DatasetMaker maker;
  private final EventPublisher publisher;
  private final CountDownLatch stopping;

  DatasetJob(DatasetMaker maker, EventPublisher publisher, CountDownLatch stopping) {
    this.maker = maker;
    this.publisher = publisher;
    this.stopping = stopping;
  }

  /**
   * Returns once the answer is safe on its topic.
   *
   * @throws StoppedException when the service is stopping
   */
  void run(JobAccepted job) {
    try {
      untilAnswered(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  private void untilAnswered(JobAccepted job) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        publish(answer(job));
        return;
      } catch (IOException | JdbiException | KafkaException | RegistryException e) {
        LOG.atWarn()
            .addKeyValue("jobId", job.getJobId())
            .addKeyValue("cause", e.toString())
            .addKeyValue("pauseMs", pause.toMillis())
            .log("a dataset could not be built now, trying again");
        if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new StoppedException();
        }
        pause = longer(pause);
      }
    }
  }

  private DatasetPrepared answer(JobAccepted job) throws IOException, InterruptedException {
    try {
      return maker.make(job);
    } catch (StoppedException | KafkaException | RegistryException e) {
      throw e;
    } catch (JdbiException e) {
      if (!isOurMistake(e)) {
        throw e;
      }
      return failed(job, e);
    } catch (RuntimeException | OutOfMemoryError e) {
      return failed(job, e);
    }
  }

  private DatasetPrepared failed(JobAccepted job, Throwable failure) {
    LOG.atError()
        .setCause(failure)
        .addKeyValue("jobId", job.getJobId())
        .log("building a dataset failed, it is refused");
    return maker.failed(job, failure);
  }

  private void publish(DatasetPrepared answer) {
    publisher.publishAndWait(Topics.DATASET_PREPARED, answer.getJobId(), answer);
    LOG.atInfo()
        .addKeyValue("jobId", answer.getJobId())
        .addKeyValue("refused", answer.getRefused())
        .addKeyValue("rows", answer.getQuality().getUsableRows())
        .addKeyValue("waitMs", answer.getWaitMs())
        .addKeyValue("buildMs", answer.getBuildMs())
        .log("dataset prepared");
  }

  /** SQL states 22 (bad data), 42 (bad statement): the database is there and right to refuse. */
  private static boolean isOurMistake(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("42");
      }
    }
    return false;
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
