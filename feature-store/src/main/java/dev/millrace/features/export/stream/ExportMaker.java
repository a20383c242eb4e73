package dev.millrace.features.export.stream;

import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.DatasetRules;
import dev.millrace.features.dataset.Outcome;
import dev.millrace.features.dataset.stream.Barrier;
import dev.millrace.features.dataset.stream.Snapshots;
import dev.millrace.features.dataset.stream.StoppedException;
import dev.millrace.features.export.Export;
import dev.millrace.features.export.Progress;
import dev.millrace.features.export.sql.ExportTable;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import dev.millrace.platform.storage.StoredObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes one export: the dataset that a job with the same wishes gets, in the same file. */
final class ExportMaker {

  private static final long NOT_COUNTED = -1;

  private final Barrier barrier;
  private final ExportStream.Parts parts;
  private final Snapshots snapshots;

  ExportMaker(Barrier barrier, ExportStream.Parts parts) {
    this.barrier = barrier;
    this.parts = parts;
    this.snapshots = new Snapshots(parts.store());
  }

  /** How it ends; doing it again gives the same file. */
  Progress make(Export export) throws IOException {
    DatasetRequest request = export.order().dataset();
    ExportTable table = parts.table();
    table.running(export.number(), 0, NOT_COUNTED);
    FeatureSets sets = parts.sets();
    InstantSource clock = parts.clock();
    Optional<FeatureSet> set =
        sets.find(request.tenant(), request.featureSet(), export.order().acceptedAt());
    if (set.isEmpty()) {
      return new Progress.Refused(
          List.of(
              DatasetRequest.unknownSet(
                  request.featureSet(), sets.all(request.tenant(), export.order().acceptedAt()))),
          clock.instant());
    }
    await(export);
    return switch (prepare(request, set.get())) {
      case Outcome.Refused(var reasons, _) -> new Progress.Refused(reasons, clock.instant());
      case Outcome.Prepared prepared -> store(export, prepared);
    };
  }

  private void await(Export export) {
    try {
      barrier.await(export.order().id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  private Outcome prepare(DatasetRequest request, FeatureSet set) {
    MeasurementQueries queries = parts.queries();
    DatasetRules rules = parts.rules();
    return queries.asOf(
        request.tenant(), request.asOf(), view -> rules.prepare(request, set, view));
  }

  private Progress store(Export export, Outcome.Prepared prepared) throws IOException {
    int rows = prepared.table().rows();
    parts.table().running(export.number(), 0, rows);
    StoredObject stored =
        snapshots.store(
            prepared.table(), done -> parts.table().running(export.number(), done, rows));
    return new Progress.Completed(
        new Progress.File(stored.uri(), stored.sha256(), stored.sizeBytes()),
        prepared.set().version(),
        rows,
        parts.clock().instant());
  }
}
