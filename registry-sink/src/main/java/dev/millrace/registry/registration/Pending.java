package dev.millrace.registry.registration;

import dev.millrace.events.StudyCompleted;
import java.time.Instant;

/**
 * A registration that is due.
 *
 * @param study the end of the study, with the model
 * @param tries how often the artifact was looked for already
 * @param firstTry when it was looked for first: now, if never yet
 */
record Pending(StudyCompleted study, int tries, Instant firstTry) {
  String jobId() {
    return study.getJobId();
  }
}
