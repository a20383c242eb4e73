package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.HistoryRecalled;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.study.Best;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Trials;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a job can go on with the history of the study that it names. */
sealed interface Continuation {

  /**
   * It can.
   *
   * @param trials the history
   */
  record Possible(Trials trials) implements Continuation {

    /** An event must fit into a record; a history need not. */
    private static final int PART = 200;

    /** Makes the history the study's own, so that it needs the archive no more. */
    void recall(Unfolding unfolding, String studyId) {
      List<FinishedTrial> history = trials.history();
      Map<String, Double> metrics = trials.best().map(Best::metrics).orElse(Map.of());
      for (int from = 0; from < history.size(); from += PART) {
        List<FinishedTrial> part = history.subList(from, Math.min(from + PART, history.size()));
        unfolding.add(new HistoryRecalled(studyId, part, metrics, unfolding.at()));
      }
    }
  }

  record Refused(String why) implements Continuation {}

  /** Trials can only be compared when they were judged on the same rows by the same metrics. */
  static Continuation of(Past past, Job job, Dataset dataset) {
    String continued = job.plan().beginning().continues();
    Optional<Archived> archived =
        past.archive().get(continued).filter(study -> study.tenant().equals(job.tenant()));
    if (archived.isEmpty()) {
      return new Refused(
          "job %s has no study that can be continued: it is unknown in this pool, not over yet, had"
                  .formatted(continued)
              + " no complete trial, or is too long ago");
    }
    Archived study = archived.get();
    if (!study.datasetSha256().equals(dataset.sha256())) {
      return new Refused(
          "job %s cannot be continued, since its dataset was another one: %s, now %s"
              .formatted(continued, study.datasetSha256(), dataset.sha256()));
    }
    if (!study.objectives().equals(job.plan().goals().objectives())) {
      return new Refused(
          "job %s cannot be continued, since its objectives were %s, now %s"
              .formatted(continued, study.objectives(), job.plan().goals().objectives()));
    }
    return new Possible(study.trials());
  }
}
