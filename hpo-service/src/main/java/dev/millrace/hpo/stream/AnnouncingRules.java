package dev.millrace.hpo.stream;

import dev.millrace.hpo.codec.Announcements;
import dev.millrace.hpo.pool.PoolCommand;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.pool.PoolRules;
import dev.millrace.hpo.pool.PoolState;
import dev.millrace.platform.decider.Decider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a pool, with what the world hears of every event. Announcements need the state
 * before and after their event, which only whoever decides has.
 */
final class AnnouncingRules implements Decider<PoolState, PoolCommand, Announced> {

  private final PoolRules rules;
  private final Announcements announcements;

  AnnouncingRules(PoolRules rules, Announcements announcements) {
    this.rules = rules;
    this.announcements = announcements;
  }

  @Override
  public PoolState initial(String pool) {
    return rules.initial(pool);
  }

  @Override
  public List<Announced> decide(PoolState state, PoolCommand command, Instant at) {
    List<Announced> announced = new ArrayList<>();
    PoolState before = state;
    for (PoolEvent event : rules.decide(state, command, at)) {
      PoolState after = rules.evolve(before, event);
      announced.add(new Announced(event, announcements.of(before, event, after)));
      before = after;
    }
    return announced;
  }

  @Override
  public PoolState evolve(PoolState state, Announced announced) {
    return rules.evolve(state, announced.event());
  }
}
