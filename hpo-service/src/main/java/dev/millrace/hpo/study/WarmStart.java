package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a retraining begins with: up to three of the best parameters of earlier studies of its
 * model, the likest data first. A study of the very same dataset is a repetition and no retraining,
 * so it learns nothing from those before: the same job gives the same trials.
 */
public final class WarmStart {

  static final int POINTS = 3;
  static final double LEAST_LIKENESS = 0.1;

  /** A study's second best parameters are worth half its best. */
  private static final double NEXT_RANK = 0.5;

  private record Candidate(EarlierStudy study, int rank, int age, double likeness) {

    private static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingDouble(Candidate::worth)
            .reversed()
            .thenComparingInt(Candidate::age)
            .thenComparingInt(Candidate::rank);

    double worth() {
      return likeness * StrictMath.pow(NEXT_RANK, rank);
    }

    StartingPoint point() {
      EarlierStudy.GoodTrial good = study.best().get(rank);
      String reason =
          String.format(
              Locale.ROOT,
              "warm start: trial %d of %s reached %s on data with likeness %.2f",
              good.number(),
              study.id(),
              good.objective(),
              likeness);
      return new StartingPoint(good.parameters(), study.id(), reason);
    }
  }

  private WarmStart() {}

  /**
   * What to try after the enqueued parameters.
   *
   * @param earlier studies of the same model, oldest first
   */
  static List<StartingPoint> points(List<EarlierStudy> earlier, Job job, Dataset dataset) {
    List<Candidate> candidates = new ArrayList<>();
    for (int age = 0; age < earlier.size(); age++) {
      EarlierStudy study = earlier.get(earlier.size() - 1 - age);
      double likeness = study.likeness(job.subject(), dataset.profile());
      if (likeness >= LEAST_LIKENESS && !study.datasetSha256().equals(dataset.sha256())) {
        for (int rank = 0; rank < study.best().size(); rank++) {
          candidates.add(new Candidate(study, rank, age, likeness));
        }
      }
    }
    Set<Object> met = new HashSet<>();
    return candidates.stream()
        .sorted(Candidate.BEST_FIRST)
        .filter(candidate -> met.add(candidate.study().best().get(candidate.rank()).parameters()))
        .limit(POINTS)
        .map(Candidate::point)
        .toList();
  }

  /** All that a study begins with, in order. */
  public static List<StartingPoint> starts(List<EarlierStudy> earlier, Job job, Dataset dataset) {
    Beginning beginning = job.plan().beginning();
    int enqueued = beginning.enqueued().size();
    List<StartingPoint> starts = new ArrayList<>();
    IntStream.range(0, enqueued)
        .forEach(
            i ->
                starts.add(
                    new StartingPoint(
                        beginning.enqueued().get(i),
                        "",
                        "enqueued, %d of %d".formatted(i + 1, enqueued))));
    boolean everythingIsTried = job.plan().strategy() == Strategy.GRID;
    if (beginning.warmStart() && !beginning.isContinuation() && !everythingIsTried) {
      starts.addAll(points(earlier, job, dataset));
    }
    return starts;
  }
}
