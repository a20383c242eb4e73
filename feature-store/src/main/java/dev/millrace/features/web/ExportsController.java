package dev.millrace.features.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.export.Export;
import dev.millrace.features.export.ExportOrder;
import dev.millrace.features.export.Progress;
import dev.millrace.features.export.sql.ExportTable;
import dev.millrace.features.export.stream.ExportDesk;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import dev.millrace.platform.web.JsonBody;
import dev.millrace.platform.web.Page;
import dev.millrace.platform.web.PageParameters;
import dev.millrace.platform.web.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Datasets in object storage for whoever asks, made in the background. */
@Controller("/ai/features")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExportsController {

  private final ExportTable exports;
  private final ExportDesk desk;
  private final FeatureSets sets;
  private final InstantSource clock;

  ExportsController(ExportTable exports, ExportDesk desk, FeatureSets sets, InstantSource clock) {
    this.exports = exports;
    this.desk = desk;
    this.sets = sets;
    this.clock = clock;
  }

  /** An export; what is not known yet, or never will be, is null. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ExportBody(
      String exportId,
      String tenantId,
      String status,
      String featureSet,
      @Nullable Integer featureSetVersion,
      List<String> series,
      String targetVariable,
      int horizon,
      Instant startDate,
      Instant endDate,
      Instant asOf,
      Instant acceptedAt,
      @Nullable Instant endedAt,
      long rowsDone,
      @Nullable Long rowsTotal,
      List<Violation> reasons,
      @Nullable String uri,
      @Nullable String sha256,
      @Nullable Long sizeBytes) {}

  /** Accepts an export, or says that there is one with this idempotency key already. */
  @Post("/export")
  HttpResponse<ExportBody> export(@Body byte @Nullable [] json) {
    ExportOrder order = ExportReader.order(JsonBody.fields(json), clock.instant());
    DatasetRequest wanted = order.dataset();
    FeatureSet _ = KnownSet.of(sets, wanted.tenant(), wanted.featureSet(), order.acceptedAt());
    return HttpResponse.accepted().body(body(desk.accept(order)));
  }

  /** The exports of a tenant, the newest first. */
  @Get("/exports")
  Page<ExportBody> exports(
      @QueryValue("tenant_id") @Nullable String tenant,
      @QueryValue Optional<String> limit,
      @QueryValue Optional<String> cursor) {
    if (tenant == null || tenant.isBlank()) {
      throw ProblemException.invalid("tenant_id", "must be given", "tenant_id is missing");
    }
    int most = PageParameters.limit(limit);
    long before = PageParameters.cursor(cursor, PageParameters::number).orElse(Long.MAX_VALUE);
    return Page.of(
            exports.newest(tenant, before, most + 1),
            most,
            exports.count(tenant),
            last -> Long.toString(last.number()))
        .map(ExportsController::body);
  }

  /** One export. */
  @Get("/exports/{id}")
  ExportBody one(@PathVariable String id) {
    return exports
        .find(id)
        .map(ExportsController::body)
        .orElseThrow(() -> ProblemException.notFound("export '%s' is unknown".formatted(id)));
  }

  private static ExportBody body(Export export) {
    return switch (export.progress()) {
      case Progress.Queued _ -> body(export, 0, null, List.of(), null, null);
      case Progress.Running(long done, var total) ->
          body(export, done, total.isPresent() ? total.getAsLong() : null, List.of(), null, null);
      case Progress.Completed completed ->
          body(export, completed.rows(), completed.rows(), List.of(), completed.at(), completed);
      case Progress.Refused(var reasons, Instant at) ->
          body(export, 0, null, reasons.stream().map(ExportReader::ofBody).toList(), at, null);
      case Progress.Failed(String why, Instant at) ->
          body(
              export,
              0,
              null,
              List.of(new Violation("", "the export must be possible", why)),
              at,
              null);
    };
  }

  private static ExportBody body(
      Export export,
      long rowsDone,
      @Nullable Long rowsTotal,
      List<Violation> reasons,
      @Nullable Instant endedAt,
      Progress.@Nullable Completed completed) {
    DatasetRequest wanted = export.order().dataset();
    return new ExportBody(
        export.order().id(),
        wanted.tenant(),
        export.progress().word(),
        wanted.featureSet(),
        completed == null ? null : completed.featureSetVersion(),
        wanted.series(),
        wanted.variable(),
        wanted.horizon(),
        wanted.range().from(),
        wanted.range().until(),
        wanted.asOf(),
        export.order().acceptedAt(),
        endedAt,
        rowsDone,
        rowsTotal,
        reasons,
        completed == null ? null : completed.file().uri(),
        completed == null ? null : completed.file().sha256(),
        completed == null ? null : completed.file().sizeBytes());
  }
}
