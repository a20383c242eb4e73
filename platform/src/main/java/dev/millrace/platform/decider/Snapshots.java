package dev.millrace.platform.decider;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** A journal that keeps the latest state of each key: for many small states. */
public final class Snapshots<S, E> implements Journal<S, E> {
  private final String name;
  private final Serde<S> serde;
  private final Function<String, S> initial;
  private @Nullable KeyValueStore<String, S> store;

  public Snapshots(String name, Serde<S> serde, Function<String, S> initial) {
    this.name = name;
    this.serde = serde;
    this.initial = initial;
  }

  @Override
  public StoreBuilder<?> store() {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
        .withLoggingEnabled(java.util.Map.of());
  }

  @Override
  public void open(ProcessorContext<?, ?> context) {
    store = context.getStateStore(name);
  }

  @Override
  public S state(String key) {
    S state = opened().get(key);
    return state == null ? initial.apply(key) : state;
  }

  @Override
  public void append(String key, S after, List<E> events) {
    opened().put(key, after);
  }

  @Override
  public Set<String> keys() {
    Set<String> keys = new HashSet<>();
    try (KeyValueIterator<String, S> all = opened().all()) {
      while (all.hasNext()) {
        KeyValue<String, S> next = all.next();
        keys.add(next.key);
      }
    }
    return keys;
  }

  private KeyValueStore<String, S> opened() {
    return Objects.requireNonNull(store, "open() comes first");
  }
}
