package dev.millrace.features.dataset.stream;

import dev.millrace.events.JobAccepted;
import dev.millrace.events.SeriesListed;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.DatasetRules;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.dataset.codec.DatasetCodec;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import java.time.InstantSource;
import java.util.List;

/** Answers one job per series that is for all: which series there are. */
final class SeriesLister {

  private final Barrier barrier;
  private final MeasurementQueries queries;
  private final InstantSource clock;

  SeriesLister(Barrier barrier, MeasurementQueries queries, InstantSource clock) {
    this.barrier = barrier;
    this.queries = queries;
    this.clock = clock;
  }

  /** Whether a job has no dataset of its own, as each of its series gets a job that has one. */
  static boolean isPerSeries(JobAccepted job) {
    return job.getConfig().getPerSeries();
  }

  /** Whether somebody has to say which series those are. */
  static boolean isForAll(JobAccepted job) {
    return job.getConfig().getSeries().equals(List.of(DatasetRules.EVERY_SERIES));
  }

  /** The answer, of the measurements that were on the topic before the job. */
  SeriesListed list(JobAccepted job) throws InterruptedException {
    DatasetRequest request = DatasetCodec.request(job);
    barrier.await(job.getJobId());
    List<String> series =
        queries.asOf(request.tenant(), request.asOf(), view -> view.seriesWith(request.variable()));
    // One that is named like the word for all cannot be asked for, and must not stand for all.
    return DatasetCodec.listed(
        job,
        clock.instant(),
        series.stream().filter(name -> !name.equals(DatasetRules.EVERY_SERIES)).toList());
  }

  /** The answer to a job that our own mistake keeps from having a list. */
  SeriesListed failed(JobAccepted job, Throwable failure) {
    return DatasetCodec.unlisted(
        job,
        clock.instant(),
        new Violation(
            "",
            "the feature store must be able to list the series",
            "listing the series failed unexpectedly: " + failure));
  }
}
