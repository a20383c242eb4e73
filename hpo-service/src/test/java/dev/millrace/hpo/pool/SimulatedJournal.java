package dev.millrace.hpo.pool;

import java.util.ArrayList;
import java.util.List;

/** Keeps what the event log keeps, by the same rules. */
final class SimulatedJournal {

  private final List<PoolEvent.Lasting> entries = new ArrayList<>();

  void append(PoolEvent event) {
    switch (event) {
      case PoolEvent.Fleeting _ -> {}
      case PoolEvent.StudyForgotten forgotten -> drop(forgotten.studyId());
      case PoolEvent.StudyClosed closed when !closed.archived() -> {
        drop(closed.studyId());
        entries.add(closed);
      }
      case PoolEvent.HistoryDropped dropped -> {
        drop(dropped.studyId());
        entries.add(dropped);
      }
      case PoolEvent.ModelRemembered learnt -> {
        entries.removeIf(
            entry ->
                entry instanceof PoolEvent.ModelRemembered earlier
                    && earlier.model().equals(learnt.model()));
        if (!learnt.studies().isEmpty()) {
          entries.add(learnt);
        }
      }
      case PoolEvent.Lasting lasting -> entries.add(lasting);
    }
  }

  List<PoolEvent.Lasting> events() {
    return List.copyOf(entries);
  }

  private void drop(String studyId) {
    entries.removeIf(
        entry -> entry.studyId().equals(studyId) && !(entry instanceof PoolEvent.ModelRemembered));
  }
}
