package dev.millrace.trainer.worker;

import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets attempts begin as long as they fit into the memory together, in the order in which they
 * came: nobody overtakes a large one. Datasets that nobody uses make room, the least recently used
 * first. Who waits holds nothing, so whoever is first fits at the latest when nothing else runs.
 * The exception are ranks, which wait for each other: see {@link WaitingLine}.
 *
 * @param <K> names a dataset
 */
final class MemoryBudget<K> {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryBudget.class);
  private static final long LOOK_MILLIS = 200;

  private final MemoryNeed budget;
  private final Consumer<K> evict;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final WaitingLine line = new WaitingLine();
  private final LinkedHashMap<K, Held> datasets = new LinkedHashMap<>(16, 0.75f, true);
  private MemoryNeed used = MemoryNeed.NONE;

  /** A dataset that is in memory or about to be. */
  private static final class Held {
    final MemoryNeed need;
    int users;

    Held(MemoryNeed need) {
      this.need = need;
    }
  }

  /**
   * Nothing is used yet.
   *
   * @param evict closes a dataset that nobody uses, if it is there
   */
  MemoryBudget(MemoryNeed budget, Consumer<K> evict) {
    this.budget = budget;
    this.evict = evict;
  }

  /** The answer to who asks for memory. */
  sealed interface Answer {
    /** The memory of an attempt and its dataset, until closed. */
    record Granted(Runnable release) implements Answer, AutoCloseable {
      @Override
      public void close() {
        release.run();
      }
    }

    record Cancelled(String why) implements Answer {}
  }

  /**
   * What somebody asks for.
   *
   * @param dataset the same for everybody who asks with this key
   * @param team the same for all who can only go on when each has its memory
   * @param what for a person
   */
  record Request<K>(
      K key, MemoryNeed dataset, MemoryNeed attempt, Optional<String> team, String what) {
    MemoryNeed all() {
      return dataset.plus(attempt);
    }
  }

  /**
   * Waits until there is room.
   *
   * @param cancelled why to wait no longer, if so
   * @throws TrainingFailed when there will never be; between ranks, when there could only be if
   *     another rank gave up
   */
  Answer take(Request<K> request, Supplier<Optional<String>> cancelled) {
    if (!request.all().fitsInto(budget)) {
      throw new TrainingFailed(
          "%s need about %s, the worker has %s (settings: -Xmx, memory-budget)"
              .formatted(request.what(), request.all(), budget));
    }
    lock.lock();
    WaitingLine.Ticket ticket = line.join(request.team());
    try {
      boolean waited = false;
      while (!line.isFirst(ticket) || !makeRoom(request)) {
        if (!waited) {
          waited = true;
          LOG.atInfo()
              .addKeyValue("needed", request.all())
              .addKeyValue("used", used)
              .addKeyValue("ahead", line.size() - 1)
              .log("attempt waits for memory");
        }
        Optional<String> why = cancelled.get();
        if (why.isPresent()) {
          return new Answer.Cancelled(why.get());
        }
        leaveIfStuck(ticket, request);
        boolean _ = changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
      return grant(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Cancelled("the worker was interrupted");
    } finally {
      line.leave(ticket);
      changed.signalAll();
      lock.unlock();
    }
  }

  private void leaveIfStuck(WaitingLine.Ticket ticket, Request<K> request) {
    if (line.isFirst(ticket)) {
      line.callOffIfStuck();
      changed.signalAll();
    }
    if (ticket.isCalledOff()) {
      throw TrainingFailed.betweenRanks(
          "%s need %s more; the worker's %s are taken by ranks that wait for others such as this one (settings: -Xmx, memory-budget)"
              .formatted(request.what(), request.attempt(), budget));
    }
  }

  /** Whether it fits now, once what is idle and in the way is gone. */
  private boolean makeRoom(Request<K> request) {
    MemoryNeed more = datasets.containsKey(request.key()) ? request.attempt() : request.all();
    Iterator<Map.Entry<K, Held>> oldestFirst = datasets.entrySet().iterator();
    while (!used.plus(more).fitsInto(budget) && oldestFirst.hasNext()) {
      Map.Entry<K, Held> oldest = oldestFirst.next();
      if (oldest.getValue().users == 0 && !oldest.getKey().equals(request.key())) {
        evict.accept(oldest.getKey());
        used = used.minus(oldest.getValue().need);
        oldestFirst.remove();
      }
    }
    return used.plus(more).fitsInto(budget);
  }

  private Answer grant(Request<K> request) {
    Held held = datasets.get(request.key());
    if (held == null) {
      held = new Held(request.dataset());
      datasets.put(request.key(), held);
      used = used.plus(request.dataset());
    }
    held.users++;
    used = used.plus(request.attempt());
    line.holds(request.team());
    Held mine = held;
    return new Answer.Granted(() -> release(mine, request));
  }

  private void release(Held held, Request<K> request) {
    lock.lock();
    try {
      held.users--;
      used = used.minus(request.attempt());
      line.lets(request.team());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What is granted, and what idle datasets take. */
  MemoryNeed used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return line.size();
    } finally {
      lock.unlock();
    }
  }
}
