package dev.millrace.trainer.worker;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.CheckpointRef;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.StoredObject;
import dev.millrace.trainer.train.Checkpoint;
import dev.millrace.trainer.train.CheckpointFormat;
import dev.millrace.trainer.train.Keeper;
import dev.millrace.trainer.train.UnusableCheckpoint;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * The checkpoints of one attempt, in object storage: stored first, then announced. Whatever goes
 * wrong with them costs time, never the trial.
 */
final class CheckpointKeeper implements Keeper {
  static final String PREFIX = "checkpoints";

  private static final String SUFFIX = ".checkpoint";

  private final ObjectStore store;
  private final SortedMap<String, String> training;
  private final CheckpointSchedule schedule;
  private final Listener listener;
  private final KeptCheckpoints kept;
  private final long mostBytes = Runtime.getRuntime().maxMemory() / 8;
  private Optional<CheckpointRef> given;
  private boolean tooLarge;

  /** Hears what becomes of the checkpoints; does not wait. */
  interface Listener {
    /** Completes when others know of it. */
    CompletableFuture<?> stored(CheckpointRef checkpoint);

    /** The next one is tried when its time comes. */
    void notStored(int round, Exception why);

    /** The attempt begins where training has taken so long already; 0 = at round 0. */
    void goesOnAfter(long nanos);

    /** For a person. */
    void explain(String message);

    /** Whether the trial was given to a later attempt, which may need what this one has stored. */
    boolean isLost();
  }

  /**
   * Keeps those of one attempt.
   *
   * @param training what is trained, by name
   * @param given where an earlier attempt had got to
   */
  CheckpointKeeper(
      ObjectStore store,
      SortedMap<String, String> training,
      Optional<CheckpointRef> given,
      CheckpointSchedule schedule,
      Listener listener) {
    this.store = store;
    this.training = training;
    this.given = given;
    this.schedule = schedule;
    this.listener = listener;
    this.kept = new KeptCheckpoints(store);
    given.ifPresent(
        ref -> kept.add(ref.getArtifact().getUri(), CompletableFuture.completedFuture(ref)));
    this.tooLarge = given.filter(ref -> isTooLarge(ref.getArtifact().getSizeBytes())).isPresent();
  }

  @Override
  public Optional<Checkpoint> found() {
    Optional<Checkpoint> found = given.flatMap(this::fetch);
    schedule.restart();
    return found;
  }

  private Optional<Checkpoint> fetch(CheckpointRef ref) {
    try {
      Checkpoint checkpoint = read(ref.getArtifact());
      listener.goesOnAfter(checkpoint.nanos());
      listener.explain("goes on behind round " + checkpoint.round());
      return Optional.of(checkpoint);
    } catch (IOException | RuntimeException e) {
      beginAnew(ref, e);
      return Optional.empty();
    }
  }

  /** By way of a file: models may be as large as the heap has room for once, not twice. */
  private Checkpoint read(ArtifactRef artifact) throws IOException {
    Path file = Files.createTempFile("millrace-", SUFFIX);
    try {
      store.fetch(artifact.getUri(), artifact.getSha256(), file);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        return CheckpointFormat.read(training, in);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private StoredObject write(Checkpoint reached) throws IOException {
    Path file = Files.createTempFile("millrace-", SUFFIX);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        CheckpointFormat.write(training, reached, out);
      }
      return store.put(PREFIX, SUFFIX, file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void refused(UnusableCheckpoint why) {
    given.ifPresent(ref -> beginAnew(ref, why));
    given = Optional.empty();
  }

  private void beginAnew(CheckpointRef ref, Exception why) {
    tooLarge = false;
    listener.goesOnAfter(0);
    listener.explain(
        "begins anew, as the checkpoint %s of round %d is of no use: %s"
            .formatted(ref.getArtifact().getUri(), ref.getRound(), why.getMessage()));
  }

  @Override
  public boolean isDue() {
    return !tooLarge && schedule.isDue() && !listener.isLost();
  }

  @Override
  public void keep(Checkpoint reached) {
    schedule.begin();
    try {
      announce(write(reached), reached.round());
    } catch (IOException | RuntimeException e) {
      listener.notStored(reached.round(), e);
    }
    kept.deleteOld();
    schedule.end();
  }

  private void announce(StoredObject stored, int round) {
    var artifact = new ArtifactRef(stored.uri(), stored.sha256(), stored.sizeBytes());
    kept.add(stored.uri(), listener.stored(new CheckpointRef(artifact, round)));
    tooLarge = isTooLarge(stored.sizeBytes());
    if (tooLarge) {
      listener.explain(
          "stores no more checkpoints: that of round %d has %.0f MB, an eighth of the heap or more"
              .formatted(round, stored.sizeBytes() / 1e6));
    }
  }

  private boolean isTooLarge(long bytes) {
    return bytes > mostBytes;
  }

  /** The trial has ended: nobody will go on from any of them. */
  void discard() {
    kept.deleteAll();
  }
}
