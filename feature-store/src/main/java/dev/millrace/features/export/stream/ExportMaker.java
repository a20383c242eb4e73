package dev.millrace.features.export.stream;

import dev.millrace.features.dataset.Outcome;
import dev.millrace.features.dataset.stream.Preparation;
import dev.millrace.features.dataset.stream.Snapshots;
import dev.millrace.features.dataset.stream.StoppedException;
import dev.millrace.features.export.Export;
import dev.millrace.features.export.Progress;
import dev.millrace.features.export.sql.ExportTable;
import dev.millrace.platform.storage.StoredObject;
import java.io.IOException;
import java.time.InstantSource;

/** Makes one export: the dataset that a job with the same wishes gets, in the same file. */
final class ExportMaker {

  private static final long NOT_COUNTED = -1;

  private final Preparation preparation;
  private final ExportTable table;
  private final Snapshots snapshots;
  private final InstantSource clock;

  ExportMaker(
      Preparation preparation, ExportTable table, Snapshots snapshots, InstantSource clock) {
    this.preparation = preparation;
    this.table = table;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /** How it ends; doing it again gives the same file. */
  Progress make(Export export) throws IOException {
    table.running(export.number(), 0, NOT_COUNTED);
    return switch (outcome(export)) {
      case Outcome.Refused(var reasons, _) -> new Progress.Refused(reasons, clock.instant());
      case Outcome.Prepared prepared -> store(export, prepared);
    };
  }

  private Outcome outcome(Export export) {
    try {
      return preparation
          .prepare(export.order().dataset(), export.order().id(), export.order().acceptedAt())
          .outcome();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  private Progress store(Export export, Outcome.Prepared prepared) throws IOException {
    int rows = prepared.table().rows();
    table.running(export.number(), 0, rows);
    StoredObject stored =
        snapshots.store(prepared.table(), done -> table.running(export.number(), done, rows));
    return new Progress.Completed(
        new Progress.File(stored.uri(), stored.sha256(), stored.sizeBytes()),
        prepared.set().version(),
        rows,
        clock.instant());
  }
}
