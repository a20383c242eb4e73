package dev.millrace.platform.decider;

import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** Where a decider's states are kept, backed by a store with a changelog. */
public interface Journal<S, E> {

  /** The store it needs. */
  StoreBuilder<?> store();

  /** Reads what there is; called whenever the task begins, also after an aborted transaction. */
  void open(ProcessorContext<?, ?> context);

  S state(String key);

  /** Keeps what has happened to a key, and the state it led to. */
  void append(String key, S after, List<E> events);

  /** Every key that has a state other than the initial one. */
  Set<String> keys();
}
