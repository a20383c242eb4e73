package dev.millrace.features.web;

import dev.millrace.events.ColumnDrift;
import dev.millrace.events.DataQuality;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.DatasetRef;
import dev.millrace.features.lineage.Reports;
import dev.millrace.platform.web.ProblemException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the data of a job looked like. */
@Controller("/ai/features/reports")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportsController {

  private final Reports reports;

  ReportsController(Reports reports) {
    this.reports = reports;
  }

  record Complaint(String field, String rule, String message) {}

  record Drift(String column, double psi, boolean moved) {}

  record Quality(
      long observations,
      long expectedObservations,
      long gaps,
      long longestGapSteps,
      long corrections,
      long nullValues,
      double zeroShare,
      @Nullable Double demandInterval,
      @Nullable Double minimum,
      @Nullable Double maximum,
      @Nullable Double mean,
      @Nullable Double standardDeviation,
      long usableRows,
      List<Complaint> warnings,
      String driftReference,
      List<Drift> drift) {}

  record Dataset(
      String uri,
      String sha256,
      long sizeBytes,
      String featureSet,
      int featureSetVersion,
      List<String> series,
      String targetVariable,
      int horizon,
      long stepSeconds,
      Instant fromTime,
      Instant toTime,
      Instant asOf,
      long rows) {}

  /**
   * The answer to a job's wish for a dataset.
   *
   * @param dataset null when refused
   */
  record Report(
      String jobId,
      String tenantId,
      Instant preparedAt,
      boolean refused,
      List<Complaint> refusals,
      @Nullable Dataset dataset,
      Quality quality,
      long waitMs,
      long buildMs) {}

  /** The report of a job. */
  @Get("/{job}")
  Report report(@PathVariable String job) {
    return reports
        .find(job)
        .map(ReportsController::report)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "no dataset was prepared or refused for job '%s'".formatted(job)));
  }

  private static Report report(DatasetPrepared answer) {
    DatasetRef dataset = answer.getDataset();
    return new Report(
        answer.getJobId(),
        answer.getTenantId(),
        answer.getOccurredAt(),
        answer.getRefused(),
        complaints(answer.getRefusals()),
        dataset == null ? null : dataset(dataset),
        quality(answer.getQuality()),
        answer.getWaitMs(),
        answer.getBuildMs());
  }

  private static Dataset dataset(DatasetRef dataset) {
    return new Dataset(
        dataset.getArtifact().getUri(),
        dataset.getArtifact().getSha256(),
        dataset.getArtifact().getSizeBytes(),
        dataset.getFeatureSet(),
        dataset.getFeatureSetVersion(),
        dataset.getSeries(),
        dataset.getTargetVariable(),
        dataset.getHorizon(),
        dataset.getStepSeconds(),
        dataset.getFromTime(),
        dataset.getToTime(),
        dataset.getAsOf(),
        dataset.getRows());
  }

  private static Quality quality(DataQuality quality) {
    return new Quality(
        quality.getObservations(),
        quality.getExpectedObservations(),
        quality.getGaps(),
        quality.getLongestGapSteps(),
        quality.getCorrections(),
        quality.getNullValues(),
        quality.getZeroShare(),
        quality.getDemandInterval(),
        quality.getMinimum(),
        quality.getMaximum(),
        quality.getMean(),
        quality.getStandardDeviation(),
        quality.getUsableRows(),
        complaints(quality.getWarnings()),
        quality.getDriftReference(),
        quality.getDrift().stream().map(ReportsController::drift).toList());
  }

  private static Drift drift(ColumnDrift drift) {
    return new Drift(drift.getColumn(), drift.getPsi(), drift.getMoved());
  }

  private static List<Complaint> complaints(List<dev.millrace.events.Violation> violations) {
    return violations.stream()
        .map(v -> new Complaint(v.getField(), v.getRule(), v.getMessage()))
        .toList();
  }
}
