package dev.millrace.features.dataset.stream;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * What has been read and is not yet answered: the most urgent first, whatever its partition, and
 * how far each partition may be committed. Thread-safe.
 *
 * @param <J> jobs
 */
final class Backlog<J> {

  /**
   * A job where it lay.
   *
   * @param urgency the higher, the sooner
   * @param timestampMs among equally urgent ones the oldest comes first
   */
  record Entry<J>(TopicPartition partition, long offset, int urgency, long timestampMs, J job) {}

  private static final Comparator<Entry<?>> MOST_URGENT_FIRST =
      Comparator.<Entry<?>>comparingInt(entry -> -entry.urgency())
          .thenComparingLong(Entry::timestampMs)
          .thenComparingInt(entry -> entry.partition().partition())
          .thenComparingLong(Entry::offset);

  private final PriorityQueue<Entry<J>> waiting = new PriorityQueue<>(MOST_URGENT_FIRST);
  private final Map<TopicPartition, TreeSet<Long>> unanswered = new HashMap<>();
  private final Map<TopicPartition, Long> nextToRead = new HashMap<>();
  private boolean closed;

  synchronized void add(Entry<J> entry) {
    unanswered.computeIfAbsent(entry.partition(), partition -> new TreeSet<>()).add(entry.offset());
    nextToRead.put(entry.partition(), entry.offset() + 1);
    waiting.add(entry);
    notifyAll();
  }

  /** The most urgent job, once there is one; empty when the backlog is closed. */
  synchronized Optional<Entry<J>> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return closed ? Optional.empty() : Optional.of(waiting.remove());
  }

  /** The answer is safe. */
  synchronized void done(Entry<J> entry) {
    TreeSet<Long> offsets = unanswered.get(entry.partition());
    if (offsets != null) {
      offsets.remove(entry.offset());
    }
  }

  /** The answer failed; unless the partition has gone meanwhile, it waits again. */
  synchronized void again(Entry<J> entry) {
    TreeSet<Long> offsets = unanswered.get(entry.partition());
    if (offsets != null && offsets.contains(entry.offset())) {
      waiting.add(entry);
      notifyAll();
    }
  }

  /** The first offset of each partition that a restart must read again. */
  synchronized Map<TopicPartition, Long> committable() {
    Map<TopicPartition, Long> offsets = new HashMap<>(nextToRead);
    unanswered.forEach(
        (partition, open) -> {
          if (!open.isEmpty()) {
            offsets.put(partition, open.first());
          }
        });
    return offsets;
  }

  /** Partitions that went to another process. */
  synchronized void forget(Collection<TopicPartition> partitions) {
    waiting.removeIf(entry -> partitions.contains(entry.partition()));
    unanswered.keySet().removeAll(partitions);
    nextToRead.keySet().removeAll(partitions);
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /** Wakes everybody who waits; nothing is given out any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
