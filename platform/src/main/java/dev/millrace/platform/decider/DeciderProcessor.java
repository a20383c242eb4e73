package dev.millrace.platform.decider;

import dev.millrace.platform.kafka.Trace;
import dev.millrace.platform.streams.PromptCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Runs a decider on Kafka Streams: read, decide, evolve, store, forward. Under exactly-once all of
 * it is one transaction.
 *
 * <p>A record's timestamp is the time of its command; clocks are asked only for ticks.
 */
public final class DeciderProcessor<S, C, E> implements Processor<String, C, String, E> {

  /** Commands that time itself gives, for every key that has a state. */
  public record Ticks<C>(Duration every, Function<Instant, C> tick, Optional<C> atStart) {
    public static <C> Ticks<C> every(Duration interval, Function<Instant, C> tick) {
      return new Ticks<>(interval, tick, Optional.empty());
    }

    /** Also gives this command to every key when the task begins, before anything else. */
    public Ticks<C> beginningWith(C command) {
      return new Ticks<>(every, tick, Optional.of(command));
    }
  }

  private final Decider<S, C, E> decider;
  private final Journal<S, E> journal;
  private final Optional<Ticks<C>> ticks;
  private @Nullable ProcessorContext<String, E> context;
  private @Nullable PromptCommit commit;
  private boolean begun;

  public DeciderProcessor(
      Decider<S, C, E> decider, Journal<S, E> journal, Optional<Ticks<C>> ticks) {
    this.decider = decider;
    this.journal = journal;
    this.ticks = ticks;
  }

  /** A supplier that makes a processor with a journal of its own for every task. */
  public static <S, C, E> ProcessorSupplier<String, C, String, E> supplier(
      Decider<S, C, E> decider, Supplier<Journal<S, E>> journals, Optional<Ticks<C>> ticks) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, C, String, E> get() {
        return new DeciderProcessor<>(decider, journals.get(), ticks);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(journals.get().store());
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, E> newContext) {
    context = newContext;
    commit = new PromptCommit(newContext);
    begun = false;
    journal.open(newContext);
    ticks.ifPresent(
        t ->
            newContext.schedule(
                t.every(),
                PunctuationType.WALL_CLOCK_TIME,
                millis -> everywhere(t.tick(), Instant.ofEpochMilli(millis))));
  }

  @Override
  public void process(Record<String, C> record) {
    begin(Instant.ofEpochMilli(record.timestamp()));
    handle(
        record.key(), record.value(), Instant.ofEpochMilli(record.timestamp()), record.headers());
    Objects.requireNonNull(commit, "init() comes first").ask();
  }

  private void everywhere(Function<Instant, C> command, Instant at) {
    begin(at);
    for (String key : journal.keys()) {
      handle(key, command.apply(at), at, new RecordHeaders());
    }
  }

  private void begin(Instant at) {
    if (!begun) {
      begun = true;
      ticks.flatMap(Ticks::atStart).ifPresent(command -> everywhere(ignored -> command, at));
    }
  }

  private void handle(String key, C command, Instant at, Headers headers) {
    S before = journal.state(key);
    List<E> events = decider.decide(before, command, at);
    if (events.isEmpty()) {
      return;
    }
    S after = before;
    for (E event : events) {
      after = decider.evolve(after, event);
    }
    journal.append(key, after, events);
    Trace.ensure(headers, key);
    for (E event : events) {
      Objects.requireNonNull(context, "init() comes first")
          .forward(new Record<>(key, event, at.toEpochMilli(), headers));
    }
  }
}
