package dev.millrace.registry.testkit;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.Cause;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.ModelCard;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.events.TrialCounts;
import dev.millrace.platform.storage.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Fitted models, and the ends of studies that found them. */
public final class Models {
  public static final String TENANT = "acme";
  public static final String NAME = "load_forecast";
  public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private Models() {}

  /** A model that beats its baselines. */
  public static ModelCard card(String jobId, StoredObject artifact) {
    return ModelCard.newBuilder()
        .setModelType("forecast")
        .setModelName(NAME)
        .setArtifact(ref(artifact))
        .setParameters(Map.of("max_depth", 6L, "eta", 0.1, "booster", "gbtree"))
        .setSeed(42)
        .setValidationMetrics(Map.of("mae", 1.25, "mape", Double.NaN))
        .setTestMetrics(Map.of("mae", 1.2))
        .setBaselines(
            Map.of("persistence", Map.of("mae", 2.0), "seasonal_naive_24", Map.of("mae", 1.6)))
        .setLibraryVersions(Map.of("xgboost", "3.4.0"))
        .setDataset(dataset())
        .setStudyId(jobId)
        .setTrialId(jobId + "-3")
        .setCause(
            Cause.newBuilder().setKind("policy").setName("nightly").setEventIds(List.of()).build())
        .setTags(Map.of("team", "grid"))
        .build();
  }

  public static DatasetRef dataset() {
    return DatasetRef.newBuilder()
        .setArtifact(
            ArtifactRef.newBuilder()
                .setUri("s3://millrace/datasets/d")
                .setSha256("d".repeat(64))
                .setSizeBytes(10)
                .build())
        .setFeatureSet("forecast_basic")
        .setFeatureSetVersion(1)
        .setSeries(List.of("substation-7"))
        .setRows(1000)
        .build();
  }

  public static ArtifactRef ref(StoredObject object) {
    return ArtifactRef.newBuilder()
        .setUri(object.uri())
        .setSha256(object.sha256())
        .setSizeBytes(object.sizeBytes())
        .build();
  }

  /** The end of a study that searched and found this model. */
  public static StudyCompleted found(String jobId, ModelCard card) {
    return StudyCompleted.newBuilder()
        .setEventId("study-completed-" + jobId)
        .setOccurredAt(AT)
        .setTenantId(TENANT)
        .setJobId(jobId)
        .setStudyId(jobId)
        .setOutcome(StudyOutcome.COMPLETED)
        .setStopReason("trials")
        .setMessage("all trials are done")
        .setNTrials(3)
        .setNTrialsReason("intermittent: 60 % zeros")
        .setParetoTrials(List.of(0, 1))
        .setWarmStartedFrom(List.of("job-0"))
        .setCounts(TrialCounts.newBuilder().setComplete(2).setPruned(1).setLostAttempts(1).build())
        .setBestTrialNumber(1)
        .setBestValue(1.25)
        .setBestParameters(card.getParameters())
        .setModel(card)
        .setStartedAt(AT.minusSeconds(60))
        .setHorizon(24)
        .build();
  }
}
