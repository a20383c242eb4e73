package dev.millrace.intake.job;

import dev.millrace.intake.request.Violation;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

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

  /**
   * The series of a job per series that asked for all.
   *
   * @param series their names; none when there are too many
   * @param total how many there are
   * @param refusals why there is no list; empty when there is
   */
  record SeriesListed(List<String> series, int total, List<Violation> refusals) implements Fact {
    public SeriesListed {
      series = List.copyOf(series);
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * Where the jobs of some or all series of a job per series stand.
   *
   * @param standings by series
   * @param problems why jobs failed, by series; of the first {@link #MOST_PROBLEMS} that did
   * @param startedAt when the first of their trials was proposed, once it was
   */
  record SeriesMoved(
      SortedMap<String, Status> standings,
      SortedMap<String, String> problems,
      Optional<Instant> startedAt)
      implements Fact {

    /** So many are kept; a state with the problems of all would be too large for a topic. */
    public static final int MOST_PROBLEMS = 100;

    private static final int LONGEST_PROBLEM = 200;

    public SeriesMoved {
      standings = Collections.unmodifiableSortedMap(new TreeMap<>(standings));
      problems = Collections.unmodifiableSortedMap(first(problems));
    }

    /** Jobs that were just asked for. */
    static SeriesMoved asked(List<String> series) {
      SortedMap<String, Status> standings = new TreeMap<>();
      series.forEach(each -> standings.put(each, Status.QUEUED));
      return new SeriesMoved(standings, new TreeMap<>(), Optional.empty());
    }

    /** One job. */
    public static SeriesMoved of(
        String series, Status status, String problem, Optional<Instant> startedAt) {
      SortedMap<String, String> problems = new TreeMap<>();
      if (status == Status.FAILED) {
        problems.put(series, problem);
      }
      return new SeriesMoved(new TreeMap<>(Map.of(series, status)), problems, startedAt);
    }

    /** What is known after both: a job never goes back, and its first end holds. */
    SeriesMoved after(SeriesMoved earlier) {
      SortedMap<String, Status> all = new TreeMap<>(earlier.standings);
      standings.forEach(
          (series, status) ->
              all.merge(series, status, (old, now) -> now.isFurtherThan(old) ? now : old));
      SortedMap<String, String> why = new TreeMap<>(problems);
      why.putAll(earlier.problems);
      return new SeriesMoved(
          all,
          why,
          Stream.of(earlier.startedAt, startedAt)
              .flatMap(Optional::stream)
              .min(Comparator.naturalOrder()));
    }

    private static SortedMap<String, String> first(SortedMap<String, String> problems) {
      SortedMap<String, String> kept = new TreeMap<>();
      problems.entrySet().stream()
          .limit(MOST_PROBLEMS)
          .forEach(entry -> kept.put(entry.getKey(), shortened(entry.getValue())));
      return kept;
    }

    private static String shortened(String problem) {
      return problem.length() <= LONGEST_PROBLEM
          ? problem
          : problem.substring(0, LONGEST_PROBLEM - 1) + "…";
    }
  }

  /** Somebody wants no more of it. */
  record CancelAsked(Instant at, String by, String reason) implements Fact {}
}
