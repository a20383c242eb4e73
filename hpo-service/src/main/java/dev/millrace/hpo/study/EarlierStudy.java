package dev.millrace.hpo.study;

import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What is remembered of a study that brought a model: what its data were like, and what did best.
 *
 * @param datasetSha256 of its dataset
 * @param best its best trials, best first
 */
public record EarlierStudy(
    String id, String datasetSha256, Subject subject, SeriesProfile profile, List<GoodTrial> best) {

  static final int TRIALS = 3;

  /** A trial that did well. */
  public record GoodTrial(int number, Parameters parameters, double objective) {}

  private static final Comparator<FinishedTrial> BEST_FIRST =
      Comparator.comparing((FinishedTrial trial) -> (Outcome.Complete) trial.outcome())
          .thenComparingInt(FinishedTrial::number);

  public EarlierStudy {
    best = List.copyOf(best);
  }

  public static EarlierStudy of(Study.Briefed study) {
    Dataset dataset = study.brief().dataset();
    Stream<FinishedTrial> complete =
        study.trials().history().stream()
            .filter(trial -> trial.outcome() instanceof Outcome.Complete);
    return new EarlierStudy(
        study.id(),
        dataset.sha256(),
        study.job().subject(),
        dataset.profile(),
        complete.sorted(BEST_FIRST).limit(TRIALS).map(EarlierStudy::good).toList());
  }

  private static GoodTrial good(FinishedTrial trial) {
    double objective = ((Outcome.Complete) trial.outcome()).objective();
    return new GoodTrial(trial.number(), trial.parameters(), objective);
  }

  /**
   * How alike its problem is to another, from 1 for one and the same to almost 0. Every difference
   * counts on a scale of its own: ratios of lengths, horizons and spreads by their logarithms,
   * means in standard deviations, shares as they are.
   */
  double likeness(Subject other, SeriesProfile data) {
    if (!subject.target().equals(other.target())) {
      return 0;
    }
    double distance =
        (subject.featureSet().equals(other.featureSet()) ? 0 : 0.5)
            + logRatio(subject.horizon(), other.horizon()) / 2
            + logRatio((double) profile.observations(), (double) data.observations()) / 2
            + Math.abs(profile.zeroShare() - data.zeroShare())
            + logRatio(profile.deviation().orElse(0), data.deviation().orElse(0))
            + shift(data);
    return StrictMath.exp(-distance);
  }

  private double shift(SeriesProfile data) {
    OptionalDouble deviation = profile.deviation();
    if (profile.mean().isEmpty() || data.mean().isEmpty() || deviation.orElse(0) <= 0) {
      return 0;
    }
    double difference = profile.mean().getAsDouble() - data.mean().getAsDouble();
    return Math.abs(difference) / deviation.getAsDouble();
  }

  /** Nothing when one of them is unknown. */
  private static double logRatio(double a, double b) {
    return a > 0 && b > 0 ? Math.abs(StrictMath.log(a / b)) : 0;
  }
}
