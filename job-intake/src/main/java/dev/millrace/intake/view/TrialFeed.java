package dev.millrace.intake.view;

import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyProgressed;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes on each trial as it is counted, to whoever follows its job. Thread-safe. */
public final class TrialFeed {

  private final Listeners<StudyProgressed> listeners = new Listeners<>();

  /** Takes a move of a study from the topic. */
  public void accept(String jobId, Optional<StudyProgressed> moved) {
    moved
        .filter(event -> event.getChange() == StudyChange.TRIAL_COUNTED)
        .ifPresent(event -> listeners.tell(jobId, event));
  }

  /** Tells the listener every later trial of a job, until the answer is closed. */
  public Following follow(String jobId, Consumer<StudyProgressed> listener) {
    return listeners.add(jobId, listener);
  }
}
