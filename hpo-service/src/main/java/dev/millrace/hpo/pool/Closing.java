package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Enclosed;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trial;
import java.util.List;

/** How a study ends. Whatever trial is open then gets its outcome; its attempt keeps its slot. */
final class Closing {

  void refuseDataset(Unfolding unfolding, String studyId, List<String> reasons) {
    String message = "the dataset was refused: " + String.join("; ", reasons);
    close(unfolding, studyId, new Ending.Failed(), StopReason.DATASET_REFUSED, message);
  }

  void cancel(Unfolding unfolding, String studyId, String reason) {
    String message = reason.isBlank() ? "the job was cancelled" : reason;
    if (unfolding.state().studies().get(studyId) instanceof Study.FinalFit fit
        && fit.fit().attempts() > 0) {
      count(unfolding, studyId, fit.fit(), new Outcome.Cancelled(message));
    }
    close(unfolding, studyId, new Ending.Cancelled(), StopReason.CANCELLED, message);
  }

  void complete(Unfolding unfolding, Study.FinalFit fit, AttemptId attempt, Enclosed model) {
    String message =
        "trial %d of %d was the best, with %s"
            .formatted(fit.best().trial(), fit.trials().history().size(), fit.best().objective());
    close(unfolding, fit.id(), new Ending.Completed(attempt, model), fit.reason(), message);
  }

  void fail(Unfolding unfolding, String studyId, StopReason reason, String message) {
    close(unfolding, studyId, new Ending.Failed(), reason, message);
  }

  private static void close(
      Unfolding unfolding, String studyId, Ending ending, StopReason reason, String message) {
    if (unfolding.state().studies().get(studyId) instanceof Study.InSearch search) {
      for (Trial trial : search.trials().open().values()) {
        count(unfolding, studyId, trial, new Outcome.Cancelled(message));
      }
    }
    List<Lease> stillOut = unfolding.state().leasesOf(studyId);
    unfolding.add(new StudyClosed(studyId, ending, reason, message, stillOut, unfolding.at()));
  }

  private static void count(Unfolding unfolding, String studyId, Trial trial, Outcome outcome) {
    AttemptId last = new AttemptId(studyId, trial.number(), trial.attempts());
    unfolding.add(new TrialCounted(last, outcome, unfolding.at()));
  }
}
