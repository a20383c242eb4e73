package dev.millrace.registry.query;

import dev.millrace.platform.web.Page;
import dev.millrace.registry.model.ModelId;
import dev.millrace.registry.query.ModelView.Artifact;
import dev.millrace.registry.query.ModelView.Gate;
import dev.millrace.registry.query.ModelView.Lineage;
import dev.millrace.registry.query.ModelView.Metrics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Asks for registered models. */
public final class ModelQueries {
  private static final String SELECT =
      """
      select v.*, s.stage from model_version v join model_stage s using (model_id)
      """;
  private static final String FILTER =
      """
      where (cast(:tenant as text) is null or tenant_id = :tenant)
        and (cast(:name as text) is null or model_name = :name)
      """;
  private static final String PAGE =
      SELECT + FILTER + " and registration_no < :before order by registration_no desc limit :most";
  private static final String COUNT = "select count(*) from model_version " + FILTER;
  private static final String ONE = SELECT + " where model_id = :id";
  private final Jdbi jdbi;

  public ModelQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A version; empty when there is none of this id. */
  public Optional<ModelView> model(ModelId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE)
                .bind("id", id.toString())
                .map((row, context) -> view(row))
                .findOne());
  }

  /** Versions, newest first, registered before the one that the cursor names. */
  public Page<ModelView> models(Filter filter, long before, int limit) {
    return jdbi.inTransaction(
        handle -> {
          List<Numbered> found =
              handle
                  .createQuery(PAGE)
                  .bind("tenant", filter.tenantId())
                  .bind("name", filter.modelName())
                  .bind("before", before)
                  .bind("most", limit + 1)
                  .map((row, context) -> new Numbered(row.getLong("registration_no"), view(row)))
                  .list();
          return Page.of(found, limit, count(handle, filter), row -> String.valueOf(row.number()))
              .map(Numbered::model);
        });
  }

  private static long count(Handle handle, Filter filter) {
    return handle
        .createQuery(COUNT)
        .bind("tenant", filter.tenantId())
        .bind("name", filter.modelName())
        .mapTo(Long.class)
        .one();
  }

  private static ModelView view(ResultSet row) throws SQLException {
    var columns = new Columns(row);
    return new ModelView(
        columns.text("model_id"),
        columns.text("tenant_id"),
        columns.text("model_name"),
        row.getInt("major") + "." + row.getInt("minor") + "." + row.getInt("patch"),
        columns.text("model_type"),
        columns.text("stage"),
        columns.time("registered_at"),
        new Metrics(columns.json("validation_metrics"), columns.json("test_metrics")),
        columns.json("baselines"),
        new Gate(row.getBoolean("gate_passed"), columns.json("gate_findings")),
        new Artifact(
            columns.text("artifact_uri"),
            columns.text("artifact_sha256"),
            row.getLong("artifact_bytes")),
        lineage(columns),
        columns.json("tags"));
  }

  private static Lineage lineage(Columns columns) throws SQLException {
    var dataset = columns.json("dataset");
    return new Lineage(
        columns.text("job_id"),
        columns.text("study_id"),
        columns.text("trial_id"),
        dataset.path("artifact").path("sha256").asText(),
        columns.text("feature_set"),
        columns.row().getInt("feature_set_version"),
        columns.row().getBoolean("searched"),
        columns.json("parameters"),
        columns.row().getLong("seed"),
        columns.json("library_versions"),
        columns.json("cause"),
        dataset);
  }

  /**
   * Which versions.
   *
   * @param tenantId only of this tenant; null = of all
   * @param modelName only of this model; null = of all
   */
  public record Filter(@Nullable String tenantId, @Nullable String modelName) {}

  private record Numbered(long number, ModelView model) {}
}
