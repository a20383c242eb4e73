package dev.millrace.registry.projection;

import dev.millrace.events.StepReport;
import dev.millrace.events.TrialProgressed;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a batch reports about the progress of one attempt. */
record AttemptProgress(
    Key key, Instant earliest, Instant latest, String workerId, int steps, int planned) {

  /** Names an attempt. */
  record Key(String studyId, int trialNumber, int attempt) {}

  static Collection<AttemptProgress> of(List<TrialProgressed> events) {
    Map<Key, AttemptProgress> merged = new LinkedHashMap<>();
    events.forEach(
        event -> {
          AttemptProgress progress = of(event);
          merged.merge(progress.key(), progress, AttemptProgress::then);
        });
    return merged.values();
  }

  private static AttemptProgress of(TrialProgressed event) {
    return new AttemptProgress(
        new Key(event.getStudyId(), event.getTrialNumber(), event.getAttempt()),
        event.getOccurredAt(),
        event.getOccurredAt(),
        event.getWorkerId(),
        event.getSteps().stream().mapToInt(StepReport::getStep).max().orElse(0),
        event.getTotalSteps());
  }

  private AttemptProgress then(AttemptProgress next) {
    return new AttemptProgress(
        key,
        earliest.isBefore(next.earliest) ? earliest : next.earliest,
        latest.isAfter(next.latest) ? latest : next.latest,
        next.workerId,
        Math.max(steps, next.steps),
        Math.max(planned, next.planned));
  }
}
