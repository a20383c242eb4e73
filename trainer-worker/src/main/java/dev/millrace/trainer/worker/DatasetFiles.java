package dev.millrace.trainer.worker;

import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.Sha256;
import dev.millrace.trainer.worker.codec.Proposal.DatasetSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dataset files on the local disk, named by their SHA-256 and verified before every use. Beyond the
 * limit the least recently used ones go. Processes may share the folder: files appear whole, and
 * one that vanishes is fetched again.
 */
final class DatasetFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetFiles.class);
  private static final String SUFFIX = ".parquet";

  private final Path folder;
  private final long mostBytes;
  private final ObjectStore store;
  private final InstantSource clock;

  DatasetFiles(Path folder, long mostBytes, ObjectStore store, InstantSource clock) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.store = store;
    this.clock = clock;
  }

  /** The file of a dataset, fetched when it is not there or not what it should be. */
  Path of(DatasetSource dataset) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(dataset.sha256() + SUFFIX);
    if (!isIntact(file, dataset.sha256())) {
      store.fetch(dataset.uri(), dataset.sha256(), file);
      LOG.atInfo().addKeyValue("uri", dataset.uri()).log("dataset fetched");
    }
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    evict(file);
    return file;
  }

  private static boolean isIntact(Path file, String sha256) throws IOException {
    try {
      return Sha256.of(file).equals(sha256);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** A file as it was when listed. */
  private record Kept(Path file, long usedAt, long bytes) {
    static Kept of(Path file) {
      return new Kept(file, file.toFile().lastModified(), file.toFile().length());
    }
  }

  private void evict(Path inUse) throws IOException {
    List<Kept> oldestFirst;
    try (Stream<Path> files = Files.list(folder)) {
      oldestFirst =
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .map(Kept::of)
              .sorted(Comparator.comparingLong(Kept::usedAt))
              .toList();
    }
    long bytes = oldestFirst.stream().mapToLong(Kept::bytes).sum();
    for (Kept kept : oldestFirst) {
      if (bytes > mostBytes && !kept.file().equals(inUse)) {
        bytes -= kept.bytes();
        Files.deleteIfExists(kept.file());
      }
    }
  }
}
