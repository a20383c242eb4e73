package dev.millrace.platform.testkit;

import dev.millrace.platform.storage.CorruptObjectException;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.Sha256;
import dev.millrace.platform.storage.StoredObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Object storage that keeps and verifies bytes as the real one does, and forgets them at the end.
 */
public final class InMemoryObjectStore implements ObjectStore {
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, Instant> storedAt = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public InMemoryObjectStore() {
    this(InstantSource.system());
  }

  /** The clock says when an object was stored. */
  public InMemoryObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public StoredObject put(String prefix, String suffix, byte[] bytes) {
    String sha256 = Sha256.of(bytes);
    String uri = "s3://memory/" + prefix + "/" + sha256 + suffix;
    storedAt.putIfAbsent(uri, clock.instant());
    objects.putIfAbsent(uri, bytes.clone());
    return new StoredObject(uri, sha256, bytes.length);
  }

  @Override
  public StoredObject put(String prefix, String suffix, Path file) throws IOException {
    return put(prefix, suffix, Files.readAllBytes(file));
  }

  @Override
  public byte[] fetch(String uri, String sha256) throws IOException {
    byte[] bytes = objects.get(uri);
    if (bytes == null) {
      throw new FileNotFoundException(uri);
    }
    String actual = Sha256.of(bytes);
    if (!actual.equals(sha256)) {
      throw new CorruptObjectException(uri, sha256, actual);
    }
    return bytes.clone();
  }

  @Override
  public void fetch(String uri, String sha256, Path target) throws IOException {
    Files.write(target, fetch(uri, sha256));
  }

  @Override
  public boolean exists(String uri) {
    return objects.containsKey(uri);
  }

  /** Replaces the bytes of an object, as a broken disk would. */
  public void corrupt(String uri, byte[] bytes) {
    objects.put(uri, bytes.clone());
  }

  @Override
  public void delete(String uri) {
    objects.remove(uri);
    storedAt.remove(uri);
  }

  @Override
  public List<Listed> list(String prefix) {
    return storedAt.entrySet().stream()
        .filter(object -> object.getKey().startsWith("s3://memory/" + prefix + "/"))
        .map(object -> new Listed(object.getKey(), object.getValue()))
        .toList();
  }
}
