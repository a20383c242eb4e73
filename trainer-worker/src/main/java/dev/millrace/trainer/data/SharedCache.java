package dev.millrace.trainer.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Values that several trials use at once: loaded by the first that asks, held while anybody has a
 * lease, and closed when idle and least recently used beyond the capacity. Never closed in use.
 */
public final class SharedCache<K, V extends AutoCloseable> implements AutoCloseable {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  /**
   * An empty cache.
   *
   * @param capacity how many values may lie idle or be in use before idle ones are closed
   */
  public SharedCache(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be ≥ 1, got " + capacity);
    }
    this.capacity = capacity;
  }

  private static final class Entry<V> {
    final CompletableFuture<V> value = new CompletableFuture<>();
    int users;
  }

  /** The right to use a value until closed. */
  public final class Lease implements AutoCloseable {
    private final K key;
    private final Entry<V> entry;
    private final V value;
    private final boolean loaded;
    private boolean released;

    private Lease(K key, Entry<V> entry, V value, boolean loaded) {
      this.key = key;
      this.entry = entry;
      this.value = value;
      this.loaded = loaded;
    }

    public V value() {
      return value;
    }

    /** Whether this caller was the one that loaded it. */
    public boolean loaded() {
      return loaded;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!released) {
          released = true;
          release(key, entry);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits for the value; what the loader throws reaches everybody who waits, and is not kept. */
  public Lease acquire(K key, Supplier<? extends V> loader) {
    Entry<V> entry;
    boolean mine;
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the cache is closed");
      }
      mine = !entries.containsKey(key);
      entry = entries.computeIfAbsent(key, _ -> new Entry<>());
      entry.users++;
    } finally {
      lock.unlock();
    }
    if (mine) {
      load(key, entry, loader);
    }
    return new Lease(key, entry, await(entry), mine);
  }

  private void load(K key, Entry<V> entry, Supplier<? extends V> loader) {
    try {
      entry.value.complete(loader.get());
    } catch (RuntimeException | Error e) {
      lock.lock();
      try {
        entries.remove(key, entry);
      } finally {
        lock.unlock();
      }
      entry.value.completeExceptionally(e);
    }
  }

  private static <V> V await(Entry<V> entry) {
    try {
      return entry.value.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  private void release(K key, Entry<V> entry) {
    entry.users--;
    if (closed && entry.users == 0) {
      entries.remove(key, entry);
      dispose(entry);
    }
    evict();
  }

  private void evict() {
    Iterator<Map.Entry<K, Entry<V>>> oldestFirst = entries.entrySet().iterator();
    while (entries.size() > capacity && oldestFirst.hasNext()) {
      Entry<V> entry = oldestFirst.next().getValue();
      if (entry.users == 0) {
        oldestFirst.remove();
        dispose(entry);
      }
    }
  }

  private void dispose(Entry<V> entry) {
    try {
      entry.value.join().close();
    } catch (Exception e) {
      throw new IllegalStateException("a cached value could not be closed", e);
    }
  }

  /** Closes a value, if it is there and nobody uses it. */
  public void evict(K key) {
    lock.lock();
    try {
      Entry<V> entry = entries.get(key);
      if (entry != null && entry.users == 0) {
        entries.remove(key);
        dispose(entry);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Values that are loaded or being loaded. */
  public int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  /** Closes what is idle now, and the rest as its last lease ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      Iterator<Entry<V>> all = entries.values().iterator();
      while (all.hasNext()) {
        Entry<V> entry = all.next();
        if (entry.users == 0) {
          all.remove();
          dispose(entry);
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
