package dev.millrace.features.lineage;

import dev.millrace.features.retention.ModelNeed;
import dev.millrace.features.retention.ModelNeed.Everything;
import dev.millrace.features.retention.ModelNeed.Read;
import dev.millrace.features.retention.ModelNeed.Scope;
import dev.millrace.features.retention.ModelNeed.SeriesVariable;
import dev.millrace.features.set.Declaration;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import dev.millrace.features.set.Selection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** What the model versions that are not archived were trained on. */
public final class ModelNeeds {

  private static final String LIVING =
      """
      SELECT model.* FROM trained_model AS model
      LEFT JOIN trained_model_stage AS stage USING (tenant_id, model_name, version)
      WHERE stage.stage IS DISTINCT FROM 'archived'
      ORDER BY tenant_id, model_name, version
      """;

  private final Jdbi jdbi;
  private final FeatureSets sets;

  public ModelNeeds(Jdbi jdbi, FeatureSets sets) {
    this.jdbi = jdbi;
    this.sets = sets;
  }

  /** A row of the table; the first observation may lie within a step that begins earlier. */
  private record Row(
      String tenant,
      String model,
      Set<String> series,
      Instant from,
      Optional<String> set,
      int setVersion) {}

  /** All of them. */
  public List<ModelNeed> all(Instant now) {
    List<Row> rows =
        jdbi.withHandle(handle -> handle.createQuery(LIVING).map((row, _) -> row(row)).list());
    return rows.stream()
        .map(row -> new ModelNeed(row.model(), row.tenant(), scope(row, now), row.from()))
        .toList();
  }

  private static Row row(ResultSet row) throws SQLException {
    String tenant = row.getString("tenant_id");
    Instant first = row.getObject("from_time", OffsetDateTime.class).toInstant();
    return new Row(
        tenant,
        "%s/%s/%s".formatted(tenant, row.getString("model_name"), row.getString("version")),
        Arrays.stream((String[]) row.getArray("series").getArray())
            .collect(Collectors.toUnmodifiableSet()),
        first.minus(Duration.ofSeconds(row.getLong("step_seconds"))),
        Optional.ofNullable(row.getString("feature_set")),
        row.getInt("feature_set_version"));
  }

  /**
   * Its series, and those that its feature set names. A version of a set of ours that came with an
   * older release is not known any more; the newer one names no series either.
   */
  private Scope scope(Row row, Instant now) {
    return row.set()
        .flatMap(
            name ->
                sets.find(row.tenant(), name + "@" + row.setVersion(), now)
                    .or(() -> sets.find(row.tenant(), name, now)))
        .<Scope>map(set -> new Read(row.series(), others(set)))
        .orElseGet(Everything::new);
  }

  private static Set<SeriesVariable> others(FeatureSet set) {
    return set.features().stream()
        .map(Declaration::of)
        .flatMap(ModelNeeds::named)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<SeriesVariable> named(Selection of) {
    return switch (of) {
      case Selection.Named(var input, _) when !input.series().isEmpty() ->
          Stream.of(new SeriesVariable(input.series(), input.variable()));
      case Selection.Named _, Selection.Target _, Selection.Others _ -> Stream.empty();
    };
  }
}
