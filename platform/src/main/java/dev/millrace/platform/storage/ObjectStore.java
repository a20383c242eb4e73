package dev.millrace.platform.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Content-addressed object storage: an object's name is the hash of its bytes, so that writing it
 * twice is harmless and reading it can be verified.
 *
 * <p>I/O failures are {@link IOException}s: the caller tries again or reports them.
 */
public interface ObjectStore {

  /** Stores bytes as {@code <prefix>/<sha256><suffix>}. */
  StoredObject put(String prefix, String suffix, byte[] bytes) throws IOException;

  /** Stores a file as {@code <prefix>/<sha256><suffix>}. */
  StoredObject put(String prefix, String suffix, Path file) throws IOException;

  /**
   * Reads an object and verifies it.
   *
   * @throws CorruptObjectException when its bytes do not have this hash
   * @throws java.io.FileNotFoundException when there is none
   */
  byte[] fetch(String uri, String sha256) throws IOException;

  /** Reads an object into a file, which appears at once and whole, and verifies it. */
  void fetch(String uri, String sha256, Path target) throws IOException;

  boolean exists(String uri) throws IOException;

  /** Deletes an object; one that is not there is deleted already. */
  void delete(String uri) throws IOException;

  /** The objects that were stored with a prefix, in no order. */
  List<Listed> list(String prefix) throws IOException;

  /**
   * An object as it was when listed.
   *
   * @param modifiedAt when it was stored, by the clock of the storage
   */
  record Listed(String uri, Instant modifiedAt) {}
}
