package dev.millrace.features.dataset.codec;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.ColumnDrift;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobConfig;
import dev.millrace.events.SeriesListed;
import dev.millrace.events.Split;
import dev.millrace.features.dataset.Column;
import dev.millrace.features.dataset.DataQuality;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Splits;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.dataset.ValueSummary;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.dataset.drift.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Maps between the records of the rules and the events. */
public final class DatasetCodec {

  private static final int MOST_LISTED = 1_000;

  private DatasetCodec() {}

  /** What a job asks for. */
  public static DatasetRequest request(JobAccepted job) {
    JobConfig config = job.getConfig();
    return new DatasetRequest(
        job.getTenantId(),
        job.getFeatureSet(),
        config.getSeries(),
        config.getTargetVariable(),
        config.getHorizon(),
        new TimeRange(
            Objects.requireNonNullElse(config.getStartDate(), TimeRange.ALL.from()),
            Objects.requireNonNullElse(config.getEndDate(), TimeRange.ALL.until())),
        Objects.requireNonNullElse(config.getAsOf(), job.getOccurredAt()),
        config.getValidationSplit(),
        config.getTestSplit());
  }

  /** Which series a job per series is for; too many to be named are counted. */
  public static SeriesListed listed(JobAccepted job, Instant at, List<String> series) {
    return listing(job, at)
        .setTotal(series.size())
        .setSeries(series.size() <= MOST_LISTED ? series : List.of())
        .build();
  }

  /** Why nobody can say which series a job per series is for. */
  public static SeriesListed unlisted(JobAccepted job, Instant at, Violation why) {
    return listing(job, at).setRefusals(violations(List.of(why))).build();
  }

  private static SeriesListed.Builder listing(JobAccepted job, Instant at) {
    String name = "series-listed/" + job.getJobId();
    return SeriesListed.newBuilder()
        .setEventId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString())
        .setOccurredAt(at)
        .setTenantId(job.getTenantId())
        .setJobId(job.getJobId())
        .setPool(job.getConfig().getPool());
  }

  /** The answer to a job, so far without a dataset; a repeated one has the same id. */
  public static DatasetPrepared.Builder answer(JobAccepted job, Instant at, DataQuality quality) {
    String name = "dataset-prepared/" + job.getJobId();
    return DatasetPrepared.newBuilder()
        .setEventId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString())
        .setOccurredAt(at)
        .setTenantId(job.getTenantId())
        .setJobId(job.getJobId())
        .setPool(job.getConfig().getPool())
        .setQuality(quality(quality));
  }

  /**
   * Adds how far the columns have moved.
   *
   * @param reference id of the model version whose dataset they are compared with
   * @param threshold a larger index is a move
   */
  public static void addDrift(
      DatasetPrepared.Builder answer,
      String reference,
      List<Profile.Drift> drifts,
      double threshold) {
    var quality = dev.millrace.events.DataQuality.newBuilder(answer.getQuality());
    quality.setDriftReference(reference);
    quality.setDrift(
        drifts.stream()
            .map(d -> new ColumnDrift(d.column(), d.psi(), d.psi() > threshold))
            .toList());
    answer.setQuality(quality.build());
  }

  /** Why there is no dataset. */
  public static List<dev.millrace.events.Violation> violations(List<Violation> violations) {
    return violations.stream()
        .map(v -> new dev.millrace.events.Violation(v.field(), v.rule(), v.message()))
        .toList();
  }

  /** Where a dataset is and what is in it. */
  public static DatasetRef reference(
      DatasetRequest request, Prepared prepared, ArtifactRef artifact) {
    return DatasetRef.newBuilder()
        .setArtifact(artifact)
        .setFeatureSet(prepared.set().name())
        .setFeatureSetVersion(prepared.set().version())
        .setSeries(prepared.series())
        .setTargetVariable(request.variable())
        .setHorizon(request.horizon())
        .setStepSeconds(prepared.stepMillis() / 1000)
        .setFromTime(prepared.firstObservation())
        .setToTime(prepared.lastObservation())
        .setAsOf(request.asOf())
        .setRows(prepared.table().rows())
        .setColumns(prepared.table().columns().stream().map(DatasetCodec::column).toList())
        .setSplits(splits(prepared.splits()))
        .build();
  }

  private static dev.millrace.events.Column column(Column column) {
    return new dev.millrace.events.Column(
        column.name(), column.role().word(), column.description());
  }

  private static List<Split> splits(Splits splits) {
    return List.of(
        new Split("train", 0L, (long) splits.trainEnd()),
        new Split("validation", (long) splits.trainEnd(), (long) splits.validationEnd()),
        new Split("test", (long) splits.validationEnd(), (long) splits.rows()));
  }

  private static dev.millrace.events.DataQuality quality(DataQuality quality) {
    var builder =
        dev.millrace.events.DataQuality.newBuilder()
            .setObservations(quality.observations())
            .setExpectedObservations(quality.expectedObservations())
            .setGaps(quality.gaps())
            .setLongestGapSteps(quality.longestGapSteps())
            .setCorrections(quality.corrections())
            .setNullValues(quality.nullValues())
            .setZeroShare(quality.zeroShare())
            .setDemandInterval(quality.demandInterval())
            .setUsableRows(quality.usableRows())
            .setWarnings(violations(quality.warnings()));
    ValueSummary values = quality.values();
    if (values != null) {
      builder
          .setMinimum(values.minimum())
          .setMaximum(values.maximum())
          .setMean(values.mean())
          .setStandardDeviation(values.standardDeviation());
    }
    return builder.build();
  }
}
