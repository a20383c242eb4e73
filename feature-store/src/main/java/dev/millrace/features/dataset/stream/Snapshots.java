package dev.millrace.features.dataset.stream;

import dev.millrace.events.ArtifactRef;
import dev.millrace.features.dataset.FeatureTable;
import dev.millrace.features.dataset.parquet.ParquetSnapshot;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Puts datasets into object storage, each under the hash of its bytes. */
public final class Snapshots {

  private static final String PREFIX = "datasets";
  private static final String SUFFIX = ".parquet";

  private final ObjectStore store;

  public Snapshots(ObjectStore store) {
    this.store = store;
  }

  /** Writes and uploads; the same table always gives the same reference. */
  ArtifactRef store(FeatureTable table) throws IOException {
    StoredObject stored = store(table, _ -> {});
    return new ArtifactRef(stored.uri(), stored.sha256(), stored.sizeBytes());
  }

  /**
   * Writes and uploads; the same table always gives the same object.
   *
   * @param progress told how many rows are about written, on any thread
   */
  public StoredObject store(FeatureTable table, LongConsumer progress) throws IOException {
    Path folder = Files.createTempDirectory("millrace-dataset-");
    try {
      Path file = folder.resolve("dataset" + SUFFIX);
      ParquetSnapshot.write(table, file, progress);
      return store.put(PREFIX, SUFFIX, file);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
