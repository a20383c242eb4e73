package dev.millrace.hpo.stream;

import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.platform.decider.EventLog.Retention;
import java.util.Optional;

/**
 * Which events of a pool a restart still needs: those of open studies. Of a closed study one event
 * is kept, so that late repeats are recognised; of a forgotten one nothing.
 */
final class PoolRetention implements Retention<Announced> {

  @Override
  public Optional<String> entity(Announced announced) {
    return switch (announced.event()) {
      case PoolEvent.Lasting lasting -> Optional.of(lasting.studyId());
      case PoolEvent.Fleeting _ -> Optional.empty();
    };
  }

  @Override
  public Effect effect(Announced announced) {
    return switch (announced.event()) {
      case PoolEvent.Fleeting _ -> Effect.SKIP;
      case PoolEvent.StudyClosed _ -> Effect.REPLACE;
      case PoolEvent.StudyForgotten _ -> Effect.ERASE;
      case PoolEvent.Lasting _ -> Effect.APPEND;
    };
  }
}
