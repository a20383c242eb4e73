package dev.millrace.trainer.worker;

import dev.millrace.platform.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one attempt that are still in object storage. The next attempt is told of the
 * last one whose announcement has arrived, so that one stays until a later one has arrived.
 */
final class KeptCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(KeptCheckpoints.class);

  /** The trial may be proposed again before the announcement of the last one was read. */
  private static final int LAST = 2;

  private final ObjectStore store;
  private final List<Kept> oldestFirst = new ArrayList<>();

  /** A checkpoint, and whether others know of it. */
  private record Kept(String uri, CompletableFuture<?> announcement) {
    boolean isKnown() {
      return announcement.isDone() && !announcement.isCompletedExceptionally();
    }
  }

  KeptCheckpoints(ObjectStore store) {
    this.store = store;
  }

  /**
   * One that is stored.
   *
   * @param announcement completes when the topic has it
   */
  void add(String uri, CompletableFuture<?> announcement) {
    oldestFirst.add(new Kept(uri, announcement));
  }

  /** Deletes those that no attempt can be told of any more. */
  void deleteOld() {
    int newestKnown = oldestFirst.size() - 1;
    while (newestKnown >= 0 && !oldestFirst.get(newestKnown).isKnown()) {
      newestKnown--;
    }
    List<Kept> old = new ArrayList<>();
    for (int i = 0; i < oldestFirst.size() - LAST; i++) {
      // Behind the newest known one, those that are being announced may become known.
      if (i < newestKnown || oldestFirst.get(i).announcement().isCompletedExceptionally()) {
        old.add(oldestFirst.get(i));
      }
    }
    delete(old);
  }

  /** Nobody will go on from any of them. */
  void deleteAll() {
    delete(List.copyOf(oldestFirst));
  }

  /** What cannot be deleted now goes when it is old. */
  private void delete(List<Kept> old) {
    oldestFirst.removeAll(old);
    for (Kept kept : old) {
      try {
        store.delete(kept.uri());
      } catch (IOException | RuntimeException e) {
        LOG.atWarn().setCause(e).addKeyValue("uri", kept.uri()).log("checkpoint not deleted");
      }
    }
  }
}
