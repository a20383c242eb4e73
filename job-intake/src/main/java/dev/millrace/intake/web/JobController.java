package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.intake.Continuation;
import dev.millrace.intake.JobDesk;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.view.DurationEstimate;
import dev.millrace.intake.view.JobView;
import dev.millrace.intake.view.JobView.Filter;
import dev.millrace.intake.view.JobView.Kin;
import dev.millrace.intake.view.Place;
import dev.millrace.platform.web.JsonBody;
import dev.millrace.platform.web.Page;
import dev.millrace.platform.web.PageParameters;
import dev.millrace.platform.web.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jobs: start, look, list, cancel. */
@Controller("/ai/training")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JobController {

  private static final int SERIES_SHOWN = 100;

  private final JobDesk desk;
  private final JobView jobs;
  private final DurationEstimate estimate;

  JobController(JobDesk desk, JobView jobs, DurationEstimate estimate) {
    this.desk = desk;
    this.jobs = jobs;
    this.estimate = estimate;
  }

  @Post("/jobs/start")
  HttpResponse<ObjectNode> start(@Body byte @Nullable [] body) {
    return start(JsonBody.object(body));
  }

  /** The same as a start that searches, whatever its configuration says. */
  @Post("/optimize/start")
  HttpResponse<ObjectNode> optimize(@Body byte @Nullable [] body) {
    ObjectNode request = JsonBody.object(body);
    if (request.path("config").isMissingNode() || request.path("config").isNull()) {
      request.set("config", JsonNodeFactory.instance.objectNode());
    }
    if (request.get("config") instanceof ObjectNode config) {
      config.set("enable_hpo", BooleanNode.TRUE);
    }
    return start(request);
  }

  private HttpResponse<ObjectNode> start(ObjectNode body) {
    JobRequest request = JobRequestReader.read(body);
    refuseUnlessContinuable(request);
    JobState job = desk.ask(request);
    return HttpResponse.<ObjectNode>accepted(URI.create("/ai/training/jobs/" + job.getJobId()))
        .body(JobJson.receipt(job, estimate.secondsFor(job)));
  }

  private void refuseUnlessContinuable(JobRequest request) {
    String continued = request.config().tuning().beginning().continues();
    if (continued.isEmpty()) {
      return;
    }
    String obstacle =
        desk.find(continued)
            .filter(job -> job.getTenantId().equals(request.tenantId()))
            .map(job -> Continuation.obstacle(job).orElse(""))
            .orElse("tenant %s has no such job".formatted(request.tenantId()));
    if (!obstacle.isEmpty()) {
      throw ProblemException.invalid(
          "config.continues",
          "must be a finished search of the tenant",
          "config.continues names job %s, but %s".formatted(continued, obstacle));
    }
  }

  /** The job; of one per series also the first hundred of the jobs of its series. */
  @Get("/jobs/{id}")
  ObjectNode get(String id) {
    JobState job = existing(id);
    ObjectNode json = JobJson.of(job);
    if (job.getConfig().getPerSeries()) {
      Page<JobState> series = jobs.list(Filter.seriesOf(id), Optional.empty(), SERIES_SHOWN);
      json.set("series_jobs", SeriesJson.of(series));
    }
    return json;
  }

  @Get("/jobs")
  Page<ObjectNode> list(
      @QueryValue("tenant_id") Optional<String> tenantId,
      @QueryValue("status") Optional<String> status,
      @QueryValue("model_name") Optional<String> modelName,
      @QueryValue("parent") Optional<String> parent,
      @QueryValue("limit") Optional<String> limit,
      @QueryValue("cursor") Optional<String> cursor) {
    return jobs.list(
            new Filter(
                tenantId, status.map(JobController::status), modelName, parent.map(Kin::new)),
            PageParameters.cursor(cursor, Place::of),
            PageParameters.limit(limit))
        .map(JobJson::of);
  }

  @Delete("/jobs/{id}")
  HttpResponse<ObjectNode> cancel(
      String id,
      @QueryValue("requested_by") Optional<String> requestedBy,
      @QueryValue("reason") Optional<String> reason) {
    JobState job = existing(id);
    if (JobDesk.isBeyondCancelling(job)) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "job %s cannot be cancelled: %s"
              .formatted(
                  id,
                  JobDesk.isEnded(job)
                      ? "it is " + job.getStatus().name().toLowerCase(Locale.ROOT)
                      : "its search is over and its model is being registered"));
    }
    return HttpResponse.<ObjectNode>accepted()
        .body(JobJson.of(desk.cancel(job, requestedBy.orElse(""), reason.orElse(""))));
  }

  private JobState existing(String id) {
    return desk.find(id).orElseThrow(() -> ProblemException.notFound("there is no job " + id));
  }

  private static JobStatus status(String word) {
    return Arrays.stream(JobStatus.values())
        .filter(status -> status != JobStatus.UNKNOWN)
        .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(word))
        .findAny()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "status",
                    "must be a status",
                    "status must be one of %s, got \"%s\""
                        .formatted(
                            Arrays.stream(JobStatus.values())
                                .filter(status -> status != JobStatus.UNKNOWN)
                                .map(status -> status.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                            word)));
  }
}
