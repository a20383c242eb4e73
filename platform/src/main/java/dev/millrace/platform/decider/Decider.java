package dev.millrace.platform.decider;

import java.time.Instant;
import java.util.List;

/**
 * Rules of one kind of thing. Pure: no clock, no randomness, no I/O.
 *
 * @param <S> state
 * @param <C> command
 * @param <E> event
 */
public interface Decider<S, C, E> {

  /** The state of a key that nothing has happened to. */
  S initial(String key);

  /** What follows from a command; a refusal is an event too, an empty list means nothing. */
  List<E> decide(S state, C command, Instant at);

  /** The state after an event. Total: replaying never throws. */
  S evolve(S state, E event);
}
