package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.events.JobState;
import dev.millrace.intake.Continuation;
import dev.millrace.intake.JobDesk;
import dev.millrace.intake.codec.RequestCodec;
import dev.millrace.intake.request.Complaints;
import dev.millrace.intake.request.Extension;
import dev.millrace.intake.view.DurationEstimate;
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
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** More trials for a search that is over. */
@Controller("/ai/training")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExtensionController {

  private final JobDesk desk;
  private final DurationEstimate estimate;

  ExtensionController(JobDesk desk, DurationEstimate estimate) {
    this.desk = desk;
    this.estimate = estimate;
  }

  /** The same job as before with more trials: a new job that continues the old one. */
  @Post("/jobs/{id}/extend")
  HttpResponse<ObjectNode> extend(String id, @Body byte @Nullable [] body) {
    Fields fields = JsonBody.fields(body);
    String tenantId = fields.text("tenant_id", "");
    Extension extension = read(fields);
    Complaints rules = new Complaints();
    extension.check(rules);
    Problems.refuseIfAny(fields, rules);

    JobState job = continuable(id, tenantId);
    JobState next = desk.ask(extension.of(id, RequestCodec.read(job)));
    return HttpResponse.<ObjectNode>accepted(URI.create("/ai/training/jobs/" + next.getJobId()))
        .body(JobJson.receipt(next, estimate.secondsFor(next)));
  }

  private static Extension read(Fields fields) {
    Extension extension =
        new Extension(
            fields.whole("n_trials", 0),
            fields.has("timeout_seconds")
                ? OptionalLong.of(fields.whole("timeout_seconds", 0))
                : OptionalLong.empty(),
            fields.text("idempotency_key", ""),
            fields.text("requested_by", ""));
    fields.refuseOthers();
    return extension;
  }

  private JobState continuable(String id, String tenantId) {
    JobState job = Jobs.of(desk, id, tenantId);
    Continuation.obstacle(job)
        .ifPresent(
            why -> {
              throw new ProblemException(
                  HttpStatus.CONFLICT, "job %s cannot be extended: %s".formatted(id, why));
            });
    return job;
  }
}
