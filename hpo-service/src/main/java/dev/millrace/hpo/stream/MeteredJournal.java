package dev.millrace.hpo.stream;

import dev.millrace.hpo.pool.PoolState;
import dev.millrace.platform.decider.Journal;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** A journal that lets the metrics look on. */
record MeteredJournal(Journal<PoolState, Announced> journal, PoolMetrics metrics)
    implements Journal<PoolState, Announced> {

  @Override
  public StoreBuilder<?> store() {
    return journal.store();
  }

  @Override
  public void open(ProcessorContext<?, ?> context) {
    journal.open(context);
    journal.keys().forEach(pool -> metrics.show(journal.state(pool)));
  }

  @Override
  public PoolState state(String pool) {
    return journal.state(pool);
  }

  @Override
  public void append(String pool, PoolState after, List<Announced> events) {
    journal.append(pool, after, events);
    events.forEach(announced -> metrics.count(pool, announced.event()));
    metrics.show(after);
  }

  @Override
  public Set<String> keys() {
    return journal.keys();
  }
}
