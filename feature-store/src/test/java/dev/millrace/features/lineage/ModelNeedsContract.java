package dev.millrace.features.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.DatasetRef;
import dev.millrace.events.ModelCard;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.ModelStageChanged;
import dev.millrace.features.retention.ModelNeed;
import dev.millrace.features.retention.ModelNeed.Everything;
import dev.millrace.features.retention.ModelNeed.Read;
import dev.millrace.features.retention.ModelNeed.SeriesVariable;
import dev.millrace.features.set.registry.SetRegistry;
import dev.millrace.features.testkit.DatabaseContract;
import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.db.Arrived;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What models need, whatever the database is. */
abstract class ModelNeedsContract extends DatabaseContract {

  private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private String tenant = "";
  private SetRegistry sets;
  private ModelNeeds needs;

  ModelNeedsContract(TestDatabase place) {
    super(place);
  }

  @BeforeEach
  void begin() {
    tenant = "needs-" + Long.toString(System.nanoTime(), 36);
    sets = new SetRegistry(database.jdbi(), Set.of(), () -> FIRST);
    needs = new ModelNeeds(database.jdbi(), sets);
  }

  @Test
  void aModelNeedsItsSeriesFromAStepBeforeItsFirstObservationOn() {
    register("m", "forecast_basic", 1);

    assertThat(ours())
        .containsExactly(
            new ModelNeed(
                tenant + "/m/1.0.0",
                tenant,
                new Read(Set.of("plant-7", "plant-8"), Set.of()),
                FIRST.minus(Duration.ofHours(1))));
  }

  @Test
  void itAlsoNeedsWhatItsVersionOfTheSetNamesOfOtherSeries() throws Exception {
    sets.register(
        tenant,
        "mine",
        "{features: [lag: 1, {lag: 1, of: wind, series: weather-1}, {lag: 2, of: x}]}");
    sets.register(tenant, "mine", "{features: [lag: 1, {lag: 1, of: wind, series: weather-2}]}");
    register("m", "mine", 1);

    assertThat(ours())
        .extracting(ModelNeed::scope)
        .containsExactly(
            new Read(
                Set.of("plant-7", "plant-8"), Set.of(new SeriesVariable("weather-1", "wind"))));
  }

  @Test
  void ofAModelWhoseSetNobodyKnowsEverythingOfTheTenantIsNeeded() {
    register("older-release", "forecast_basic", 77);
    register("unknown", "never-declared", 1);
    register("before-sets-were-kept", "forecast_basic", 1);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE trained_model SET feature_set = NULL, feature_set_version = NULL,"
                        + " step_seconds = NULL WHERE tenant_id = ? AND model_name LIKE 'before%'",
                    tenant));

    assertThat(ours())
        .extracting(ModelNeed::scope)
        .containsExactly(
            new Everything(), new Read(Set.of("plant-7", "plant-8"), Set.of()), new Everything());
  }

  @Test
  void anArchivedModelNeedsNothingUntilItIsBack() {
    register("m", "forecast_basic", 1);

    stage("m", "archived", 1);
    assertThat(ours()).isEmpty();

    stage("m", "staging", 2);
    assertThat(ours()).hasSize(1);
  }

  private List<ModelNeed> ours() {
    return needs.all(NOW).stream().filter(need -> need.tenant().equals(tenant)).toList();
  }

  private void register(String model, String set, int version) {
    DatasetRef dataset =
        DatasetRef.newBuilder()
            .setSeries(List.of("plant-7", "plant-8"))
            .setTargetVariable("load_kw")
            .setFeatureSet(set)
            .setFeatureSetVersion(version)
            .setStepSeconds(3600)
            .setFromTime(FIRST)
            .setToTime(NOW)
            .build();
    apply(
        Topics.MODEL_REGISTERED,
        ModelRegistered.newBuilder()
            .setTenantId(tenant)
            .setModelName(model)
            .setVersion("1.0.0")
            .setOccurredAt(NOW)
            .setModel(ModelCard.newBuilder().setDataset(dataset).build())
            .build());
  }

  private void stage(String model, String stage, int second) {
    apply(
        Topics.MODEL_STAGE_CHANGED,
        ModelStageChanged.newBuilder()
            .setTenantId(tenant)
            .setModelName(model)
            .setVersion("1.0.0")
            .setOccurredAt(NOW.plusSeconds(second))
            .setToStage(stage)
            .build());
  }

  private <T extends SpecificRecord> void apply(Topic<T> topic, T event) {
    database
        .jdbi()
        .useTransaction(
            handle ->
                new ModelProjection()
                    .apply(handle, List.of(new Arrived<>(topic, 0, 0, "", NOW, event))));
  }
}
