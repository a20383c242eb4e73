package dev.millrace.registry.web;

import dev.millrace.platform.web.Page;
import dev.millrace.platform.web.PageParameters;
import dev.millrace.platform.web.ProblemException;
import dev.millrace.registry.model.ModelId;
import dev.millrace.registry.query.ModelQueries;
import dev.millrace.registry.query.ModelQueries.Filter;
import dev.millrace.registry.query.ModelView;
import dev.millrace.registry.registration.Artifacts;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.Optional;

/**
 * Registered models. A version's id holds slashes: it is one URL-encoded segment or three segments.
 */
@Controller("/ai/models")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelController {
  private final ModelQueries models;
  private final Artifacts artifacts;

  ModelController(ModelQueries models, Artifacts artifacts) {
    this.models = models;
    this.artifacts = artifacts;
  }

  @Get
  Page<ModelView> list(
      @QueryValue("tenant_id") Optional<String> tenantId,
      @QueryValue("model_name") Optional<String> modelName,
      @QueryValue Optional<String> limit,
      @QueryValue Optional<String> cursor) {
    var filter = new Filter(tenantId.orElse(null), modelName.orElse(null));
    long before = PageParameters.cursor(cursor, PageParameters::number).orElse(Long.MAX_VALUE);
    return models.models(filter, before, PageParameters.limit(limit));
  }

  @Get("/{id}")
  ModelView byId(String id) {
    return model(id);
  }

  @Get("/{tenant}/{name}/{version}")
  ModelView byParts(String tenant, String name, String version) {
    return model(tenant + "/" + name + "/" + version);
  }

  @Get("/{id}/artifact")
  HttpResponse<StreamedFile> artifactById(String id) {
    return artifact(model(id));
  }

  @Get("/{tenant}/{name}/{version}/artifact")
  HttpResponse<StreamedFile> artifactByParts(String tenant, String name, String version) {
    return artifact(model(tenant + "/" + name + "/" + version));
  }

  private ModelView model(String text) {
    ModelId id =
        ModelId.parse(text)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "id",
                        "must be tenant/name/major.minor.patch",
                        "a model's id is tenant/name/major.minor.patch, got " + text));
    return models
        .model(id)
        .orElseThrow(() -> ProblemException.notFound("model %s is not known here".formatted(id)));
  }

  private HttpResponse<StreamedFile> artifact(ModelView model) {
    String name = String.join("-", model.tenantId(), model.modelName(), model.version()) + ".ubj";
    try {
      var bytes = artifacts.open(model.artifact().uri(), model.artifact().sha256());
      var file =
          new StreamedFile(
                  bytes,
                  MediaType.APPLICATION_OCTET_STREAM_TYPE,
                  model.registeredAt().toEpochMilli(),
                  model.artifact().sizeBytes())
              .attach(name);
      return HttpResponse.ok(file).header("ETag", '"' + model.artifact().sha256() + '"');
    } catch (IOException e) {
      throw new ProblemException(
          HttpStatus.BAD_GATEWAY,
          "the artifact of %s cannot be read: %s".formatted(model.modelId(), e.getMessage()));
    }
  }
}
