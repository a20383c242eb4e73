package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.AttemptId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One decision in the making: the events so far, and the state that they lead to. */
final class Unfolding {

  private final Instant at;
  private final List<PoolEvent> events = new ArrayList<>();
  private PoolState state;

  Unfolding(PoolState state, Instant at) {
    this.state = state;
    this.at = at;
  }

  PoolState state() {
    return state;
  }

  Instant at() {
    return at;
  }

  List<PoolEvent> events() {
    return List.copyOf(events);
  }

  void add(PoolEvent event) {
    events.add(event);
    state = PoolEvolution.evolve(state, event);
  }

  void refuse(String about, Refusal refusal) {
    add(new PoolEvent.Refused(about, refusal));
  }

  void refuse(AttemptId attempt, Refusal refusal) {
    refuse(attempt.text(), refusal);
  }
}
