package dev.millrace.hpo.stream;

import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.platform.decider.EventLog.Retention;
import java.util.Optional;

/**
 * Which events of a pool a restart still needs: those of open studies and of those that may be
 * continued. Of another closed study one event is kept, so that late repeats are recognised; of a
 * forgotten one nothing. Of a model, what is remembered last.
 */
final class PoolRetention implements Retention<Announced> {

  /** No study's id begins with it. */
  private static final String MODEL = "\0model ";

  @Override
  public Optional<String> entity(Announced announced) {
    return switch (announced.event()) {
      case PoolEvent.ModelRemembered learnt -> Optional.of(MODEL + learnt.model());
      case PoolEvent.Lasting lasting -> Optional.of(lasting.studyId());
      case PoolEvent.Fleeting _ -> Optional.empty();
    };
  }

  @Override
  public Effect effect(Announced announced) {
    return switch (announced.event()) {
      case PoolEvent.Fleeting _ -> Effect.SKIP;
      case PoolEvent.StudyClosed closed when closed.archived() -> Effect.APPEND;
      case PoolEvent.StudyClosed _, PoolEvent.HistoryDropped _ -> Effect.REPLACE;
      case PoolEvent.ModelRemembered learnt ->
          learnt.studies().isEmpty() ? Effect.ERASE : Effect.REPLACE;
      case PoolEvent.StudyForgotten _ -> Effect.ERASE;
      case PoolEvent.Lasting _ -> Effect.APPEND;
    };
  }
}
