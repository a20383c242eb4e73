package dev.millrace.platform.decider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * A journal that keeps events and holds states in memory: for few large states that change often.
 * When the task begins, it replays.
 *
 * <p>The store's key is {@code <key>\0<number>}, the number in 16 hexadecimal digits, so that the
 * store's order is the order of events. What an event makes superfluous is deleted ({@link
 * Retention}), or the log would grow for ever.
 */
public final class EventLog<S, E> implements Journal<S, E> {

  /** Which events a replay still needs. */
  public interface Retention<E> {
    /** What an event does to the log. */
    enum Effect {
      /** It is not kept: it changes what is in memory, and a restart may forget it. */
      SKIP,
      /** It is added. */
      APPEND,
      /** It makes all earlier events of its entity superfluous, and is kept itself. */
      REPLACE,
      /** It makes all earlier events of its entity superfluous, and itself too. */
      ERASE
    }

    /** The thing an event is about, inside the key; empty for the key as a whole. */
    Optional<String> entity(E event);

    Effect effect(E event);

    /** Keeps everything. */
    static <E> Retention<E> everything() {
      return new Retention<>() {
        @Override
        public Optional<String> entity(E event) {
          return Optional.empty();
        }

        @Override
        public Effect effect(E event) {
          return Effect.APPEND;
        }
      };
    }
  }

  /** Where changes of the log go. */
  @FunctionalInterface
  public interface Changes<E> {
    /** Writes an event under a key of the log; null deletes it. */
    void put(String key, @Nullable E event);
  }

  private static final char SEPARATOR = '\0';

  /** What is in memory of one key. */
  private final class Loaded {
    private S state;
    private long next;
    private final Map<String, EntryNumbers> numbers = new HashMap<>();

    Loaded(S state) {
      this.state = state;
    }

    void remember(String entity, long number) {
      numbers.computeIfAbsent(entity, e -> new EntryNumbers()).add(number);
    }

    LongStream forget(String entity) {
      EntryNumbers forgotten = numbers.remove(entity);
      return forgotten == null ? LongStream.empty() : forgotten.stream();
    }
  }

  private final String name;
  private final Serde<E> serde;
  private final Decider<S, ?, E> decider;
  private final Retention<E> retention;
  private final Map<String, Loaded> loaded = new HashMap<>();
  private @Nullable Changes<E> changes;

  public EventLog(String name, Serde<E> serde, Decider<S, ?, E> decider, Retention<E> retention) {
    this.name = name;
    this.serde = serde;
    this.decider = decider;
    this.retention = retention;
  }

  @Override
  public StoreBuilder<?> store() {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
        .withLoggingEnabled(Map.of());
  }

  @Override
  public void open(ProcessorContext<?, ?> context) {
    KeyValueStore<String, E> events = context.getStateStore(name);
    replay(events);
  }

  /** Begins with nothing; changes go to where they are wanted instead of a store. */
  public void begin(Changes<E> wanted) {
    changes = wanted;
    loaded.clear();
  }

  /** Forgets what is in memory and reads the store. */
  void replay(KeyValueStore<String, E> events) {
    begin(events::put);
    try (KeyValueIterator<String, E> all = events.all()) {
      while (all.hasNext()) {
        replay(all.next());
      }
    }
  }

  private void replay(KeyValue<String, E> entry) {
    int cut = entry.key.lastIndexOf(SEPARATOR);
    Loaded target = of(entry.key.substring(0, cut));
    long number = Long.parseUnsignedLong(entry.key.substring(cut + 1), 16);
    target.state = decider.evolve(target.state, entry.value);
    target.next = number + 1;
    retention.entity(entry.value).ifPresent(entity -> target.remember(entity, number));
  }

  @Override
  public S state(String key) {
    Loaded known = loaded.get(key);
    return known == null ? decider.initial(key) : known.state;
  }

  @Override
  public void append(String key, S after, List<E> events) {
    Loaded target = of(key);
    for (E event : events) {
      write(key, target, event);
    }
    target.state = after;
  }

  private void write(String key, Loaded target, E event) {
    Retention.Effect effect = retention.effect(event);
    if (effect == Retention.Effect.SKIP) {
      return;
    }
    Optional<String> entity = retention.entity(event);
    if (effect != Retention.Effect.APPEND) {
      String superseded = entity.orElseThrow();
      target.forget(superseded).forEach(number -> opened().put(storeKey(key, number), null));
    }
    if (effect != Retention.Effect.ERASE) {
      long number = target.next++;
      opened().put(storeKey(key, number), event);
      entity.ifPresent(e -> target.remember(e, number));
    }
  }

  @Override
  public Set<String> keys() {
    return Set.copyOf(loaded.keySet());
  }

  private Loaded of(String key) {
    return loaded.computeIfAbsent(key, k -> new Loaded(decider.initial(k)));
  }

  private static String storeKey(String key, long number) {
    return key + SEPARATOR + "%016x".formatted(number);
  }

  private Changes<E> opened() {
    return Objects.requireNonNull(changes, "open() or begin() comes first");
  }
}
