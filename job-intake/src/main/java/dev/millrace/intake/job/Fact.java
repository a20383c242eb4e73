package dev.millrace.intake.job;

import dev.millrace.intake.request.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What another service, or a person, has told about a job. Facts come from different topics, so
 * they may arrive in any order; those of one kind arrive in theirs.
 */
public sealed interface Fact {

  /** There is a dataset. */
  record DatasetPrepared(Document dataset, Document quality) implements Fact {}

  /** There is none, and why. */
  record DatasetRefused(List<Violation> refusals, Document quality) implements Fact {
    public DatasetRefused {
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * The study has moved.
   *
   * @param reached queue, search or final fit
   * @param startedAt when the first trial was proposed, once it was
   * @param best best trial so far, once there is one
   * @param waitingFor what keeps it from its next trial; empty when nothing does
   * @param sampler the sampler of the latest trial and why that one; empty before the first
   */
  record StudyMoved(
      Phase reached,
      Optional<Instant> startedAt,
      Counts counts,
      Optional<Best> best,
      Plan plan,
      String waitingFor,
      String sampler)
      implements Fact {

    /** What is known after both: a study never goes back, and it started once. */
    StudyMoved after(StudyMoved earlier) {
      return new StudyMoved(
          Phase.furthest(earlier.reached, reached),
          earlier.startedAt.or(() -> startedAt),
          counts,
          best.or(() -> earlier.best),
          plan.isKnown() ? plan : earlier.plan,
          waitingFor,
          sampler.isEmpty() ? earlier.sampler : sampler);
    }
  }

  /**
   * The study is over.
   *
   * @param reason trials, timeout, target, patience, exhausted, cancelled, failures or
   *     dataset-refused
   * @param message one sentence for a person
   * @param model the final fit; there when it completed
   */
  record StudyEnded(
      Outcome outcome,
      String reason,
      String message,
      Optional<Instant> startedAt,
      Counts counts,
      Optional<Best> best,
      Plan plan,
      Optional<Document> model)
      implements Fact {

    static final String DATASET_REFUSED = "dataset-refused";

    /** How a study ends. */
    public enum Outcome {
      COMPLETED,
      FAILED,
      CANCELLED
    }
  }

  /** The model has a version in the registry. */
  record ModelRegistered(String modelId, String version) implements Fact {}

  /** The registry takes no such model, and why. */
  record RegistrationRefused(List<Violation> refusals) implements Fact {
    public RegistrationRefused {
      refusals = List.copyOf(refusals);
    }
  }

  /** Somebody wants no more of it. */
  record CancelAsked(Instant at, String by, String reason) implements Fact {}
}
