package dev.millrace.hpo.stream;

import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.pool.PoolState;
import dev.millrace.hpo.pool.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** What operators watch: ignored commands, lost attempts, and how full each pool is. */
public final class PoolMetrics {

  private final MeterRegistry registry;
  private final Map<String, PoolState> latest = new ConcurrentHashMap<>();

  public PoolMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(String pool, PoolEvent event) {
    switch (event) {
      case PoolEvent.Refused(_, Refusal refusal) ->
          registry
              .counter("millrace.hpo.refused", "pool", pool, "reason", refusal.name())
              .increment();
      case PoolEvent.AttemptLost _ ->
          registry.counter("millrace.hpo.attempts.lost", "pool", pool).increment();
      case PoolEvent.Lasting _, PoolEvent.Fleeting _ -> {}
    }
  }

  void show(PoolState state) {
    String pool = state.pool();
    if (latest.put(pool, state) == null) {
      gauge(pool, "millrace.hpo.studies", "Studies that want slots.", s -> s.queue().size());
      gauge(pool, "millrace.hpo.slots", "Slots of the workers that are there.", PoolState::slots);
      gauge(pool, "millrace.hpo.leases", "Slots in use.", s -> s.leases().size());
    }
  }

  private void gauge(String pool, String name, String description, ToIntFunction<PoolState> value) {
    Gauge.builder(name, () -> latest.containsKey(pool) ? value.applyAsInt(latest.get(pool)) : 0)
        .description(description)
        .tag("pool", pool)
        .register(registry);
  }
}
