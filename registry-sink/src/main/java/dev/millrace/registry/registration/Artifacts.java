package dev.millrace.registry.registration;

import dev.millrace.platform.storage.CorruptObjectException;
import dev.millrace.platform.storage.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of models, never handed on unverified. */
public final class Artifacts {
  private final ObjectStore store;

  public Artifacts(ObjectStore store) {
    this.store = store;
  }

  /** What became of looking for an artifact. */
  public sealed interface Check {
    /** It is there, and has the hash that it should have. */
    record Sound() implements Check {}

    /** There is no such object; perhaps not yet. */
    record Missing(String reason) implements Check {}

    /** There are other bytes under this name: looking again is no use. */
    record Damaged(String reason) implements Check {}

    /** Nobody can say: the object store does not answer as it should. */
    record Unknown(String reason) implements Check {}
  }

  /** Reads an artifact to its end and compares its hash. */
  public Check check(String uri, String sha256) {
    try {
      open(uri, sha256).close();
      return new Check.Sound();
    } catch (FileNotFoundException missing) {
      return new Check.Missing("%s is not there".formatted(uri));
    } catch (CorruptObjectException damaged) {
      return new Check.Damaged(String.valueOf(damaged.getMessage()));
    } catch (IOException unknown) {
      return new Check.Unknown(String.valueOf(unknown.getMessage()));
    }
  }

  /** The bytes of an artifact, from a verified copy that is gone once the stream is closed. */
  public InputStream open(String uri, String sha256) throws IOException {
    Path copy = Files.createTempFile("millrace-model-", ".ubj");
    try {
      store.fetch(uri, sha256, copy);
      return Files.newInputStream(copy, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }
}
