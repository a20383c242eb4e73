package dev.millrace.platform.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * A log-structured bus for simulations: topics keep the order of each key, and nothing else.
 *
 * <p>A seeded scheduler picks what is delivered next; it may delay any key of any topic for as long
 * as it likes, and deliver again what was delivered before. Same seed, same run.
 *
 * @param <M> messages
 */
public final class InMemoryBus<M> {

  /** A line of messages that must stay in order: one key of one topic for one reader. */
  private record Line(String reader, String topic, String key) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      return toString().compareTo(other.toString());
    }
  }

  private record Reader<M>(String topic, BiConsumer<String, M> handler) {}

  private final RandomGenerator random;
  private final double duplicateShare;
  private final Map<String, List<Reader<M>>> readers = new HashMap<>();
  private final Map<Line, Queue<M>> waiting = new TreeMap<>();

  /**
   * @param random picks what is delivered next
   * @param duplicateShare share of deliveries that are repeated at once, as after a crash
   */
  public InMemoryBus(RandomGenerator random, double duplicateShare) {
    this.random = random;
    this.duplicateShare = duplicateShare;
  }

  /** Subscribes a reader to a topic. Replaces the reader's former subscription to it. */
  public void subscribe(String reader, String topic, BiConsumer<String, M> handler) {
    List<Reader<M>> all = readers.computeIfAbsent(reader, r -> new ArrayList<>());
    all.removeIf(existing -> existing.topic().equals(topic));
    all.add(new Reader<>(topic, handler));
  }

  public void publish(String topic, String key, M message) {
    readers.forEach(
        (reader, subscriptions) -> {
          if (subscriptions.stream().anyMatch(s -> s.topic().equals(topic))) {
            waiting
                .computeIfAbsent(new Line(reader, topic, key), line -> new ArrayDeque<>())
                .add(message);
          }
        });
  }

  /** Delivers one message; false when none is waiting. */
  public boolean step() {
    if (waiting.isEmpty()) {
      return false;
    }
    List<Line> lines = List.copyOf(waiting.keySet());
    Line line = lines.get(random.nextInt(lines.size()));
    Queue<M> queue = Objects.requireNonNull(waiting.get(line));
    M message = queue.remove();
    if (queue.isEmpty()) {
      waiting.remove(line);
    }
    int times = random.nextDouble() < duplicateShare ? 2 : 1;
    for (int i = 0; i < times; i++) {
      handler(line).ifPresent(handler -> handler.accept(line.key(), message));
    }
    return true;
  }

  private Optional<BiConsumer<String, M>> handler(Line line) {
    return readers.getOrDefault(line.reader(), List.of()).stream()
        .filter(reader -> reader.topic().equals(line.topic()))
        .map(Reader::handler)
        .findFirst();
  }

  public int waiting() {
    return waiting.values().stream().mapToInt(Queue::size).sum();
  }
}
