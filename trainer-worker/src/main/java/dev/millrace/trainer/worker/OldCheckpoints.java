package dev.millrace.trainer.worker;

import dev.millrace.platform.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checkpoints that their worker could not delete any more: dead workers leave them behind. */
final class OldCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(OldCheckpoints.class);

  private final ObjectStore store;
  private final Duration retention;
  private final InstantSource clock;

  OldCheckpoints(ObjectStore store, Duration retention, InstantSource clock) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
  }

  /** Deletes those that are too old, of whichever worker; several may do so at once. */
  void delete() {
    Instant oldest = clock.instant().minus(retention);
    int deleted = 0;
    try {
      for (ObjectStore.Listed found : store.list(CheckpointKeeper.PREFIX)) {
        if (found.modifiedAt().isBefore(oldest)) {
          store.delete(found.uri());
          deleted++;
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().setCause(e).log("old checkpoints not deleted");
    }
    if (deleted > 0) {
      LOG.atInfo().addKeyValue("count", deleted).log("old checkpoints deleted");
    }
  }
}
