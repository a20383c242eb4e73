package dev.millrace.trainer.worker;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.Column;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.Split;
import dev.millrace.events.TrainingOptions;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProposed;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.StoredObject;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.Splits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Proposals as hpo-service writes them, for a dataset in object storage. */
final class Proposals {
  private static final int ROWS = 2000;

  private final DatasetRef dataset;

  private Proposals(DatasetRef dataset) {
    this.dataset = dataset;
  }

  /** Stores the example dataset of this seed. */
  static Proposals on(ObjectStore store, Path folder, long seed) throws Exception {
    Dataset data = ExampleData.dataset(ROWS, seed);
    Path file = ExampleData.write(data, folder.resolve("dataset-" + seed + ".parquet"));
    StoredObject stored = store.put("datasets", ".parquet", file);
    Files.delete(file);
    return new Proposals(describe(stored, data.splits()));
  }

  private static DatasetRef describe(StoredObject stored, Splits splits) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("series", "series", ""));
    columns.add(new Column("origin", "origin", ""));
    columns.add(new Column("target_time", "target_time", ""));
    ExampleData.FEATURES.forEach(name -> columns.add(new Column(name, "feature", "")));
    ExampleData.BASELINES.forEach(name -> columns.add(new Column(name, "baseline", "")));
    columns.add(new Column("target", "target", ""));
    return DatasetRef.newBuilder()
        .setArtifact(new ArtifactRef(stored.uri(), stored.sha256(), stored.sizeBytes()))
        .setFeatureSet("forecast_basic")
        .setFeatureSetVersion(1)
        .setTargetVariable("load_kw")
        .setHorizon(24)
        .setRows(ROWS)
        .setColumns(columns)
        .setSplits(
            List.of(
                split("train", splits.train()),
                split("validation", splits.validation()),
                split("test", splits.test())))
        .build();
  }

  private static Split split(String name, Rows rows) {
    return new Split(name, (long) rows.from(), (long) rows.to());
  }

  /** The first attempt at a search trial of 20 steps. */
  TrialProposed.Builder search(String jobId, int number) {
    String trialId = jobId + "-" + number;
    return TrialProposed.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(Instant.EPOCH)
        .setTenantId("acme")
        .setJobId(jobId)
        .setStudyId(jobId)
        .setTrialId(trialId)
        .setTrialNumber(number)
        .setAttempt(1)
        .setAttemptId(trialId + "-1")
        .setPool("default")
        .setKind(TrialKind.SEARCH)
        .setModelType("forecast")
        .setParameters(Map.of("n_estimators", 20L, "learning_rate", 0.2))
        .setSeed(7)
        .setObjective("mae")
        .setLeaseSeconds(30)
        .setDataset(dataset)
        // One model a trial, to its last round: what training does with more is tested there.
        .setTraining(
            TrainingOptions.newBuilder()
                .setFolds(1)
                .setTargetTransform("difference")
                .setEarlyStoppingRounds(0)
                .build());
  }

  TrialProposed.Builder finalFit(String jobId, int number) {
    return search(jobId, number).setKind(TrialKind.FINAL_FIT);
  }

  /** The first attempt at a final fit, one proposal for each rank. */
  List<TrialProposed.Builder> together(String jobId, int ranks, long rounds) {
    return IntStream.range(0, ranks)
        .mapToObj(
            rank ->
                finalFit(jobId, 1)
                    .setParameters(Map.of("n_estimators", rounds, "learning_rate", 0.05))
                    .setAttemptId(jobId + "-1-1" + (rank == 0 ? "" : "." + rank))
                    .setRank(rank)
                    .setWorldSize(ranks))
        .toList();
  }

  /** A trial that goes on until somebody stops it. */
  TrialProposed.Builder endless(String jobId, int number) {
    return search(jobId, number)
        .setParameters(Map.of("n_estimators", 1_000_000L, "learning_rate", 0.01));
  }
}
