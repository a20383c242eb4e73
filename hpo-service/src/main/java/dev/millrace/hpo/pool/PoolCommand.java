package dev.millrace.hpo.pool;

import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.Enclosed;
import dev.millrace.hpo.study.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pool is asked to take notice of. Commands may come twice, late, and in any order. */
public sealed interface PoolCommand {

  /** What is said of a study as a whole. */
  sealed interface AboutStudy extends PoolCommand {

    String studyId();
  }

  record TakeJob(Job job) implements AboutStudy {

    @Override
    public String studyId() {
      return job.id();
    }
  }

  record TakeDataset(String studyId, Dataset dataset) implements AboutStudy {}

  /** There will be no dataset. */
  record GiveUpDataset(String studyId, List<String> reasons) implements AboutStudy {

    public GiveUpDataset {
      reasons = List.copyOf(reasons);
    }
  }

  record CancelJob(String studyId, String reason) implements AboutStudy {}

  /**
   * A worker has started the attempt, or is still at it.
   *
   * @param checkpoint what it has just stored, if so
   */
  record NoteProgress(AttemptId attempt, Lease.Holder holder, Optional<Checkpoint> checkpoint)
      implements PoolCommand {

    /** Nothing is stored. */
    public NoteProgress(AttemptId attempt, Lease.Holder holder) {
      this(attempt, holder, Optional.empty());
    }
  }

  record TakeResult(AttemptId attempt, Result result) implements PoolCommand {

    /** What a worker brings back. */
    public sealed interface Result {

      /**
       * An outcome.
       *
       * @param curve how the trial came there
       * @param metrics on validation rows, by name
       */
      record Ended(Outcome outcome, Curve curve, Map<String, Double> metrics) implements Result {

        public Ended {
          metrics = Map.copyOf(metrics);
        }
      }

      /** The model of a final fit. */
      record Fitted(Enclosed model) implements Result {}

      /** A rank other than the first has done its part: what came of it, the first one says. */
      record Helped() implements Result {}

      /** The worker stopped without an outcome: the time was up, or it had to leave. */
      record GivenBack(String reason) implements Result {}
    }
  }

  /**
   * A worker is there.
   *
   * @param slots trials it can run at once; 0 = it is leaving
   * @param idle whether it runs nothing at the moment
   */
  record NoteWorker(Incarnation worker, int slots, boolean idle, Instant writtenAt)
      implements PoolCommand {}

  /** Time has passed. Comes about twice a second. */
  record Tick() implements PoolCommand {}
}
