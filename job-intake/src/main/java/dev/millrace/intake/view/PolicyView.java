package dev.millrace.intake.view;

import dev.millrace.events.RetrainingPolicy;
import dev.millrace.platform.web.Page;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Every retraining policy. Thread-safe. */
public final class PolicyView {

  private final NavigableMap<String, RetrainingPolicy> policies = new ConcurrentSkipListMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  public static String keyOf(String tenantId, String name) {
    return tenantId + "/" + name;
  }

  /** Takes a policy from the topic; empty when it was deleted. */
  public void accept(String key, Optional<RetrainingPolicy> policy) {
    lock.lock();
    try {
      policy.ifPresentOrElse(p -> policies.put(key, p), () -> policies.remove(key));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public Optional<RetrainingPolicy> find(String tenantId, String name) {
    return Optional.ofNullable(policies.get(keyOf(tenantId, name)));
  }

  /** The policies of a tenant, or of all, by their names, from the one after a key. */
  public Page<RetrainingPolicy> list(Optional<String> tenantId, String after, int limit) {
    Predicate<RetrainingPolicy> wanted =
        policy -> tenantId.map(policy.getTenantId()::equals).orElse(true);
    List<RetrainingPolicy> found =
        policies.tailMap(after, false).values().stream().filter(wanted).limit(limit + 1L).toList();
    long total = policies.values().stream().filter(wanted).count();
    return Page.of(found, limit, total, last -> keyOf(last.getTenantId(), last.getName()));
  }

  /** Waits until a policy is shown as it was written; says whether it was in time. */
  public boolean awaitWritten(RetrainingPolicy policy, Duration patience) {
    return await(
        () ->
            find(policy.getTenantId(), policy.getName())
                .filter(shown -> shown.getEventId().equals(policy.getEventId()))
                .isPresent(),
        patience);
  }

  /** Waits until a policy is gone; says whether it was in time. */
  public boolean awaitGone(String tenantId, String name, Duration patience) {
    return await(() -> find(tenantId, name).isEmpty(), patience);
  }

  private boolean await(BooleanSupplier met, Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!met.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
