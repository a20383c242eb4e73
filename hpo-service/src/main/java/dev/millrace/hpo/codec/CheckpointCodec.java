package dev.millrace.hpo.codec;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.CheckpointRef;
import dev.millrace.events.TrialProgressed;
import dev.millrace.hpo.study.Checkpoint;
import java.util.Optional;

/** Checkpoints as workers write and read them. */
final class CheckpointCodec {

  private CheckpointCodec() {}

  /** What the attempt has just stored, if so. */
  static Optional<Checkpoint> fromAvro(TrialProgressed event) {
    return Optional.ofNullable(event.getCheckpoint())
        .map(
            ref ->
                new Checkpoint(
                    event.getAttempt(),
                    ref.getRound(),
                    ref.getArtifact().getUri(),
                    ref.getArtifact().getSha256(),
                    ref.getArtifact().getSizeBytes()));
  }

  static CheckpointRef toAvro(Checkpoint stored) {
    return new CheckpointRef(
        new ArtifactRef(stored.uri(), stored.sha256(), stored.sizeBytes()), stored.round());
  }
}
