package dev.millrace.features.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.features.set.FeaturePlan;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.definition.InvalidDefinition;
import dev.millrace.features.set.registry.DeclaredSet;
import dev.millrace.features.set.registry.RememberedSets;
import dev.millrace.features.set.registry.SetRegistry;
import dev.millrace.platform.web.Page;
import dev.millrace.platform.web.ProblemException;
import dev.millrace.platform.web.Violation;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Feature sets: which there are, and those of a tenant's own. */
@Controller("/ai/features/sets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FeatureSetsController {

  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final SetRegistry registry;
  private final RememberedSets remembered;
  private final InstantSource clock;

  FeatureSetsController(SetRegistry registry, RememberedSets remembered, InstantSource clock) {
    this.registry = registry;
    this.remembered = remembered;
    this.clock = clock;
  }

  /**
   * A feature set.
   *
   * @param columns what it gives for hourly series without other variables
   */
  record SetBody(
      String name,
      int version,
      String description,
      List<ColumnBody> columns,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> definition) {}

  record ColumnBody(String name, String role, String description) {}

  /** The last versions, by name. */
  @Get
  Page<SetBody> sets(@QueryValue("tenant_id") @Nullable String tenant) {
    return Page.whole(
        registry.allDeclared(tenant == null ? "" : tenant, clock.instant()).stream()
            .map(declared -> body(declared, false))
            .toList());
  }

  /** One, by name or by name, {@code @} and version. */
  @Get("/{reference}")
  SetBody set(@PathVariable String reference, @QueryValue("tenant_id") @Nullable String tenant) {
    return registry
        .declared(tenant == null ? "" : tenant, reference, clock.instant())
        .map(declared -> body(declared, true))
        .orElseThrow(
            () -> ProblemException.notFound("feature set '%s' is unknown".formatted(reference)));
  }

  /** Registers a definition: 201 for a new version, 200 for what the last one says already. */
  @Put("/{name}")
  @Consumes({
    MediaType.APPLICATION_JSON,
    "application/yaml",
    MediaType.APPLICATION_YAML,
    MediaType.TEXT_PLAIN
  })
  HttpResponse<SetBody> register(
      @PathVariable String name,
      @QueryValue("tenant_id") @Nullable String tenant,
      @Body String definition) {
    if (tenant == null || !TENANT.matcher(tenant).matches()) {
      throw ProblemException.invalid(
          "tenant_id",
          "must be 1 to 64 characters of [A-Za-z0-9_.-]",
          "tenant_id must be given, 1 to 64 characters of [A-Za-z0-9_.-]");
    }
    try {
      SetRegistry.Registered registered = registry.register(tenant, name, definition);
      remembered.forget(tenant, name);
      SetBody body = body(registered.set(), true);
      return registered.created() ? HttpResponse.created(body) : HttpResponse.ok(body);
    } catch (InvalidDefinition e) {
      throw ProblemException.invalid(
          e.violations().stream()
              .map(v -> new Violation(v.field(), v.rule(), v.message()))
              .toList());
    }
  }

  private static SetBody body(DeclaredSet declared, boolean whole) {
    FeatureSet set = declared.set();
    FeaturePlan hourly = set.plan(Duration.ofHours(1).toMillis(), List.of());
    List<ColumnBody> columns =
        Stream.concat(
                hourly.features().stream()
                    .map(f -> new ColumnBody(f.name(), "feature", f.description())),
                hourly.baselines().stream()
                    .map(b -> new ColumnBody(b.name(), "baseline", b.description())))
            .toList();
    return new SetBody(
        set.name(),
        set.version(),
        set.description(),
        columns,
        whole ? declared.definition().tree() : null);
  }
}
