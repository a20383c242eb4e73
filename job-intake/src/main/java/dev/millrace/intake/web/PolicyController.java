package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.events.RetrainingPolicy;
import dev.millrace.intake.PolicyDesk;
import dev.millrace.intake.view.PolicyView;
import dev.millrace.platform.web.JsonBody;
import dev.millrace.platform.web.Page;
import dev.millrace.platform.web.PageParameters;
import dev.millrace.platform.web.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Retraining policies: when data of a feature set change, request this job. */
@Controller("/ai/training/policies")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PolicyController {

  private final PolicyDesk desk;
  private final PolicyView policies;

  PolicyController(PolicyDesk desk, PolicyView policies) {
    this.desk = desk;
    this.policies = policies;
  }

  @Put("/{name}")
  ObjectNode put(
      String name,
      @QueryValue("tenant_id") Optional<String> tenantId,
      @Body byte @Nullable [] body) {
    return JobJson.of(
        desk.keep(PolicyReader.read(name, tenantId.orElse(""), JsonBody.object(body))));
  }

  @Get("/{name}")
  ObjectNode get(String name, @QueryValue("tenant_id") Optional<String> tenantId) {
    return JobJson.of(existing(name, tenantId));
  }

  @Get
  Page<ObjectNode> list(
      @QueryValue("tenant_id") Optional<String> tenantId,
      @QueryValue("limit") Optional<String> limit,
      @QueryValue("cursor") Optional<String> cursor) {
    String after =
        PageParameters.cursor(cursor, given -> Optional.of(given).filter(key -> key.contains("/")))
            .orElse("");
    return policies.list(tenantId, after, PageParameters.limit(limit)).map(JobJson::of);
  }

  @Delete("/{name}")
  HttpResponse<?> delete(String name, @QueryValue("tenant_id") Optional<String> tenantId) {
    desk.forget(existing(name, tenantId));
    return HttpResponse.noContent();
  }

  private RetrainingPolicy existing(String name, Optional<String> tenantId) {
    String tenant =
        tenantId.orElseThrow(
            () ->
                ProblemException.invalid(
                    "tenant_id",
                    "must be given",
                    "a policy belongs to a tenant: add ?tenant_id=…"));
    return policies
        .find(tenant, name)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "there is no policy %s of tenant %s".formatted(name, tenant)));
  }
}
