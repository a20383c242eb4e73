package dev.millrace.intake.request;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One series of a job per series, and the job that it gets: an ordinary one, whose id follows from
 * the two, so that asking for it twice makes one.
 *
 * @param parentId the job per series
 */
public record SeriesJob(String parentId, String series) {

  private static final long SAFE_IN_JSON = (1L << 53) - 1;

  /**
   * Which series' job a job is; empty for one that belongs to no other, whatever its cause says.
   */
  public static Optional<SeriesJob> of(String jobId, JobRequest request) {
    List<String> series = request.config().series();
    if (!request.cause().kind().equals(Cause.SERIES) || series.size() != 1) {
      return Optional.empty();
    }
    return Optional.of(new SeriesJob(request.cause().name(), series.getFirst()))
        .filter(job -> job.id().equals(jobId));
  }

  public String id() {
    return JobIds.ofSeries(parentId, series);
  }

  /** What is asked for, out of the complete request of the job per series. */
  public JobRequest request(JobRequest parent) {
    TrainingConfig config = parent.config();
    return new JobRequest(
        parent.tenantId(),
        parent.modelType(),
        SeriesModels.name(parent.modelName(), series),
        parent.featureSet(),
        config.forOnly(series, seed(config.seed())),
        parent.priority(),
        parent.tags(),
        new Cause(
            Cause.SERIES, parentId, List.of(), "series '%s' of job %s".formatted(series, parentId)),
        "",
        parent.requestedBy());
  }

  /** The same seed for the same series of the same request, and another one for each series. */
  private long seed(long seed) {
    UUID name = UUID.fromString(JobIds.named("seed", Long.toString(seed), series));
    return name.getLeastSignificantBits() & SAFE_IN_JSON;
  }
}
