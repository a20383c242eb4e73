package dev.millrace.standalone.bench.scheduler;

import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProposed;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.testkit.TestKafka;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that hpo-service has said, as far as it is committed. */
final class StudyHistory implements AutoCloseable {

  private final List<TrialProposed> proposals = new CopyOnWriteArrayList<>();
  private final List<StudyProgressed> progress = new CopyOnWriteArrayList<>();
  private final List<StudyCompleted> ends = new CopyOnWriteArrayList<>();
  private final TopicTail tail;

  /** Reads from the beginning and follows. */
  StudyHistory(TestKafka kafka) {
    tail =
        new TopicTail("history", kafka.clients(), kafka.codec(), TopicTail.From.BEGINNING)
            .on(Topics.TRIAL_PROPOSED, (_, event) -> event.ifPresent(proposals::add))
            .on(Topics.STUDY_PROGRESSED, (_, event) -> event.ifPresent(progress::add))
            .on(Topics.STUDY_COMPLETED, (_, event) -> event.ifPresent(ends::add))
            .start();
  }

  /** What there is now, to the last record. */
  static StudyHistory upToNow(TestKafka kafka) throws InterruptedException {
    try (StudyHistory history = new StudyHistory(kafka)) {
      if (!history.tail.awaitCaughtUp(Duration.ofSeconds(30))) {
        throw new AssertionError("the topics could not be read to their ends");
      }
      return history;
    }
  }

  List<TrialProposed> proposals() {
    return proposals;
  }

  List<StudyProgressed> progress() {
    return progress;
  }

  List<StudyProgressed> progress(StudyChange change) {
    return progress.stream().filter(event -> event.getChange() == change).toList();
  }

  List<StudyCompleted> ends() {
    return ends;
  }

  /** When hpo-service last did something, by its own clock. */
  Instant latest() {
    return progress.isEmpty() ? Instant.MIN : progress.getLast().getOccurredAt();
  }

  /** Trials of the search whose outcome counted. */
  int counted() {
    return progress.isEmpty() ? 0 : progress.getLast().getCounts().getComplete();
  }

  /**
   * Whether its last word is there on both topics that have one: all transactions before that one
   * are then there to the full.
   */
  boolean isOver() {
    return !ends.isEmpty()
        && proposals.stream()
            .filter(proposal -> proposal.getKind() == TrialKind.FINAL_FIT)
            .anyMatch(fit -> counts(fit.getTrialNumber()));
  }

  private boolean counts(int trial) {
    return progress(StudyChange.TRIAL_COUNTED).stream()
        .anyMatch(event -> event.getTrialNumber() == trial);
  }

  @Override
  public void close() {
    tail.close();
  }
}
