package dev.millrace.features.testkit;

import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.StoredObject;
import dev.millrace.platform.testkit.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Object storage that is away for a while, or broken for once, and else as it should be. */
public final class MoodyObjectStore implements ObjectStore {

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final AtomicInteger outages = new AtomicInteger();
  private final AtomicInteger bugs = new AtomicInteger();

  /** Does not answer the next so many times. */
  public void beAway(int times) {
    outages.set(times);
  }

  /** Fails once as only a mistake in a program does. */
  public void beBrokenOnce() {
    bugs.set(1);
  }

  /** How often it will still not answer. */
  public int outagesLeft() {
    return outages.get();
  }

  private void answer() throws IOException {
    if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IOException("connection refused");
    }
    if (bugs.getAndSet(0) > 0) {
      throw new IllegalStateException("an index is out of bounds");
    }
  }

  @Override
  public StoredObject put(String prefix, String suffix, byte[] bytes) throws IOException {
    answer();
    return store.put(prefix, suffix, bytes);
  }

  @Override
  public StoredObject put(String prefix, String suffix, Path file) throws IOException {
    answer();
    return store.put(prefix, suffix, file);
  }

  @Override
  public byte[] fetch(String uri, String sha256) throws IOException {
    return store.fetch(uri, sha256);
  }

  @Override
  public void fetch(String uri, String sha256, Path target) throws IOException {
    store.fetch(uri, sha256, target);
  }

  @Override
  public void delete(String uri) throws IOException {
    store.delete(uri);
  }

  @Override
  public List<Listed> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public boolean exists(String uri) throws IOException {
    return store.exists(uri);
  }
}
