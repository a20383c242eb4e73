package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.HistoryDropped;
import dev.millrace.hpo.pool.PoolEvent.ModelRemembered;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Best;
import dev.millrace.hpo.study.EarlierStudy;
import dev.millrace.hpo.study.Enclosed;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a study ends. Whatever trial is open then gets its outcome; its attempt keeps its slot. */
final class Closing {

  private final Recollection memory;

  Closing(Recollection memory) {
    this.memory = memory;
  }

  /** The study never begins. */
  void refuse(Unfolding unfolding, String studyId, String why) {
    close(unfolding, studyId, new Ending.Failed(), StopReason.REFUSED, why);
  }

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
    Best best = fit.best();
    String message =
        "trial %d of %d was the best, with %s%s"
            .formatted(
                best.trial(),
                fit.trials().history().size(),
                best.objective(),
                best.outcome().isFeasible() ? "" : ", but no trial kept all constraints");
    close(unfolding, fit.id(), new Ending.Completed(attempt, model), fit.reason(), message);
    learn(unfolding, fit);
  }

  void fail(Unfolding unfolding, String studyId, StopReason reason, String message) {
    close(unfolding, studyId, new Ending.Failed(), reason, message);
  }

  /** Lets retrainings of the model begin with what was best here. */
  private void learn(Unfolding unfolding, Study.FinalFit fit) {
    if (memory.studiesPerModel() == 0) {
      return;
    }
    List<EarlierStudy> studies = new ArrayList<>(unfolding.state().past().of(fit.job().model()));
    studies.add(EarlierStudy.of(fit));
    int superfluous = Math.max(0, studies.size() - memory.studiesPerModel());
    unfolding.add(
        new ModelRemembered(
            fit.job().model(),
            fit.id(),
            studies.subList(superfluous, studies.size()),
            unfolding.at()));
  }

  private void close(
      Unfolding unfolding, String studyId, Ending ending, StopReason reason, String message) {
    @Nullable Study study = unfolding.state().studies().get(studyId);
    if (study instanceof Study.InSearch search) {
      for (Trial trial : search.trials().open().values()) {
        count(unfolding, studyId, trial, new Outcome.Cancelled(message));
      }
    }
    String tenant = study instanceof Study.Known known ? known.job().tenant() : "";
    List<Lease> stillOut = unfolding.state().leasesOf(studyId);
    boolean archived =
        unfolding.state().active(studyId).filter(this::isWorthContinuing).isPresent();
    unfolding.add(
        new StudyClosed(
            studyId, tenant, ending, reason, message, stillOut, archived, unfolding.at()));
    while (unfolding.state().past().archivedTrials() > memory.archivedTrials()) {
      unfolding.state().past().archive().oldest().ifPresent(stone -> drop(unfolding, stone.id()));
    }
  }

  private boolean isWorthContinuing(Study.Active study) {
    return study.trials().best().isPresent()
        && study.trials().history().size() <= memory.archivedTrials();
  }

  /** Forgets the trials of a study that is over. */
  static void drop(Unfolding unfolding, String studyId) {
    Dated.@Nullable Entry<Archived> archived =
        unfolding.state().past().archive().byId().get(studyId);
    if (archived != null) {
      unfolding.add(
          new HistoryDropped(
              studyId,
              archived.value().tenant(),
              archived.at(),
              unfolding.state().leasesOf(studyId),
              unfolding.at()));
    }
  }

  private static void count(Unfolding unfolding, String studyId, Trial trial, Outcome outcome) {
    AttemptId last = new AttemptId(studyId, trial.number(), trial.attempts());
    unfolding.add(new TrialCounted(last, outcome, unfolding.at()));
  }
}
