package dev.millrace.features.dataset.stream;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.SeriesListed;
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
  private final SeriesLister lister;
  private final EventPublisher publisher;
  private final CountDownLatch stopping;

  DatasetJob(
      DatasetMaker maker, SeriesLister lister, EventPublisher publisher, CountDownLatch stopping) {
    this.maker = maker;
    this.lister = lister;
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
        if (!SeriesLister.isPerSeries(job)) {
          publish(answer(job));
        } else if (SeriesLister.isForAll(job)) {
          publish(listing(job));
        }
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
    } catch (RuntimeException | OutOfMemoryError e) {
      logUnlessTransient(job, e);
      return maker.failed(job, e);
    }
  }

  private SeriesListed listing(JobAccepted job) throws InterruptedException {
    try {
      return lister.list(job);
    } catch (RuntimeException | OutOfMemoryError e) {
      logUnlessTransient(job, e);
      return lister.failed(job, e);
    }
  }

  /** What is not our mistake passes: it is thrown again, so that the job is tried again. */
  private static void logUnlessTransient(JobAccepted job, Throwable failure) {
    switch (failure) {
      case StoppedException stopped -> throw stopped;
      case KafkaException away -> throw away;
      case RegistryException away -> throw away;
      case JdbiException away when !isOurMistake(away) -> throw away;
      default ->
          LOG.atError()
              .setCause(failure)
              .addKeyValue("jobId", job.getJobId())
              .log("a job could not be answered, it is refused");
    }
  }

  private void publish(SeriesListed answer) {
    publisher.publishAndWait(Topics.SERIES_LISTED, answer.getJobId(), answer);
    LOG.atInfo()
        .addKeyValue("jobId", answer.getJobId())
        .addKeyValue("series", answer.getTotal())
        .log("series listed");
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
