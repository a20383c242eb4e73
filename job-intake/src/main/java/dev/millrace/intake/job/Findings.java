package dev.millrace.intake.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All facts known about a job, at most one of a kind. */
public record Findings(List<Fact> facts) {

  public static final Findings NONE = new Findings(List.of());

  public Findings {
    facts = List.copyOf(facts);
  }

  public <F extends Fact> Optional<F> find(Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  public boolean knows(Class<? extends Fact> kind) {
    return find(kind).isPresent();
  }

  /** With one more fact; a fact of a kind that is known already replaces it. */
  Findings with(Fact fact) {
    Fact merged =
        switch (fact) {
          case Fact.StudyMoved moved -> find(Fact.StudyMoved.class).map(moved::after).orElse(moved);
          case Fact.SeriesMoved moved ->
              find(Fact.SeriesMoved.class).map(moved::after).orElse(moved);
          case Fact.DatasetPrepared _,
              Fact.DatasetRefused _,
              Fact.StudyEnded _,
              Fact.ModelRegistered _,
              Fact.RegistrationRefused _,
              Fact.SeriesListed _,
              Fact.CancelAsked _ ->
              fact;
        };
    List<Fact> next = new ArrayList<>(facts);
    next.removeIf(known -> known.getClass() == fact.getClass());
    if (fact instanceof Fact.StudyEnded) {
      next.removeIf(Fact.StudyMoved.class::isInstance);
    }
    next.add(merged);
    // One order for all ways of arriving, so that the same facts are the same findings.
    next.sort(Comparator.comparing(known -> known.getClass().getName()));
    return new Findings(next);
  }

  /** The last word on trials is the end of the study; until then its latest move. */
  public Counts counts() {
    return find(Fact.StudyEnded.class)
        .map(Fact.StudyEnded::counts)
        .or(() -> find(Fact.StudyMoved.class).map(Fact.StudyMoved::counts))
        .orElse(Counts.NONE);
  }

  public Optional<Best> best() {
    return find(Fact.StudyEnded.class)
        .flatMap(Fact.StudyEnded::best)
        .or(() -> find(Fact.StudyMoved.class).flatMap(Fact.StudyMoved::best));
  }

  public Optional<Instant> startedAt() {
    return find(Fact.StudyEnded.class)
        .flatMap(Fact.StudyEnded::startedAt)
        .or(() -> find(Fact.StudyMoved.class).flatMap(Fact.StudyMoved::startedAt))
        .or(() -> find(Fact.SeriesMoved.class).flatMap(Fact.SeriesMoved::startedAt));
  }

  /** How many trials the study has, as far as it said. */
  public Plan plan() {
    return find(Fact.StudyEnded.class)
        .map(Fact.StudyEnded::plan)
        .or(() -> find(Fact.StudyMoved.class).map(Fact.StudyMoved::plan))
        .orElse(Plan.UNKNOWN);
  }

  Phase phase() {
    if (knows(Fact.StudyEnded.class) || knows(Fact.ModelRegistered.class)) {
      return Phase.REGISTRATION;
    }
    Phase data = knows(Fact.DatasetPrepared.class) ? Phase.QUEUE : Phase.DATA;
    return find(Fact.StudyMoved.class)
        .map(moved -> Phase.furthest(data, moved.reached()))
        .orElse(data);
  }

  /**
   * The end these facts make, if they do. Two of them need a partner that must still come, so that
   * whoever is told of the end is told all of it: a model is complete with its study's last word,
   * and a study without a dataset failed for the dataset's reasons.
   */
  Optional<Status> end() {
    if (knows(Fact.DatasetRefused.class)) {
      return Optional.of(Status.FAILED);
    }
    Optional<Status> study = find(Fact.StudyEnded.class).flatMap(this::end);
    if (study.isEmpty() && !knows(Fact.StudyEnded.class) && knows(Fact.CancelAsked.class)) {
      return Optional.of(Status.CANCELLED);
    }
    return study;
  }

  private Optional<Status> registration() {
    if (knows(Fact.ModelRegistered.class)) {
      return Optional.of(Status.COMPLETED);
    }
    return knows(Fact.RegistrationRefused.class) ? Optional.of(Status.FAILED) : Optional.empty();
  }

  private Optional<Status> end(Fact.StudyEnded study) {
    return switch (study.outcome()) {
      case COMPLETED -> registration();
      case FAILED ->
          study.reason().equals(Fact.StudyEnded.DATASET_REFUSED)
              ? Optional.empty()
              : Optional.of(Status.FAILED);
      case CANCELLED -> Optional.of(Status.CANCELLED);
    };
  }
}
