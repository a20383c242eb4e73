package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.events.JobState;
import dev.millrace.intake.JobDesk;
import dev.millrace.intake.Remainder;
import dev.millrace.intake.codec.RequestCodec;
import dev.millrace.intake.request.Complaints;
import dev.millrace.intake.request.Retry;
import dev.millrace.intake.view.DurationEstimate;
import dev.millrace.intake.view.JobView;
import dev.millrace.platform.web.Fields;
import dev.millrace.platform.web.JsonBody;
import dev.millrace.platform.web.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Once more what brought no model, or not for every series. */
@Controller("/ai/training")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RetryController {

  private final JobDesk desk;
  private final JobView jobs;
  private final DurationEstimate estimate;

  RetryController(JobDesk desk, JobView jobs, DurationEstimate estimate) {
    this.desk = desk;
    this.jobs = jobs;
    this.estimate = estimate;
  }

  /** A new job, of one per series for those of its series that have no model from it. */
  @Post("/jobs/{id}/retry")
  HttpResponse<ObjectNode> retry(String id, @Body byte @Nullable [] body) {
    Fields fields = JsonBody.fields(body);
    String tenantId = fields.text("tenant_id", "");
    Retry retry = new Retry(fields.text("idempotency_key", ""), fields.text("requested_by", ""));
    fields.refuseOthers();
    Complaints rules = new Complaints();
    retry.check(rules);
    Problems.refuseIfAny(fields, rules);

    JobState job = Jobs.of(desk, id, tenantId);
    Remainder left = Remainder.of(job, jobs.seriesOf(id));
    left.obstacle()
        .ifPresent(
            why -> {
              throw new ProblemException(
                  HttpStatus.CONFLICT, "job %s cannot be retried: %s".formatted(id, why));
            });
    JobState next =
        desk.ask(retry.of(id, RequestCodec.read(job), job.getCreatedAt(), left.series()));
    return HttpResponse.<ObjectNode>accepted(URI.create("/ai/training/jobs/" + next.getJobId()))
        .body(JobJson.receipt(next, estimate.secondsFor(next)));
  }
}
