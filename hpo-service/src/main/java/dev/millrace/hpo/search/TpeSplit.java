package dev.millrace.hpo.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A history parted into the few good trials and the others, each in the order of trial numbers;
 * running trials are the last of the others.
 *
 * @param evaluated number of trials that ended with a value
 */
record TpeSplit(List<Parameters> good, List<Parameters> bad, int evaluated) {

  private static final double GOOD_SHARE = 0.1;
  private static final int MOST_GOOD = 25;

  private static final Comparator<FinishedTrial> BEST_FIRST =
      Comparator.<FinishedTrial>comparingInt(trial -> Rank.tier(trial.outcome()))
          .thenComparingDouble(trial -> Rank.value(trial.outcome()))
          .thenComparingInt(FinishedTrial::number);

  static TpeSplit of(List<FinishedTrial> history, List<Parameters> running) {
    List<FinishedTrial> ranked = new ArrayList<>(history.size());
    for (FinishedTrial trial : history) {
      if (Rank.tier(trial.outcome()) != Rank.NO_VALUE) {
        ranked.add(trial);
      }
    }
    ranked.sort(BEST_FIRST);
    int goodOnes = Math.min((int) Math.ceil(GOOD_SHARE * ranked.size()), MOST_GOOD);
    List<Parameters> bad = byNumber(ranked.subList(goodOnes, ranked.size()));
    bad.addAll(running);
    return new TpeSplit(byNumber(ranked.subList(0, goodOnes)), bad, ranked.size());
  }

  private static List<Parameters> byNumber(List<FinishedTrial> trials) {
    List<FinishedTrial> ordered = new ArrayList<>(trials);
    ordered.sort(Comparator.comparingInt(FinishedTrial::number));
    List<Parameters> parameters = new ArrayList<>(ordered.size());
    ordered.forEach(trial -> parameters.add(trial.parameters()));
    return parameters;
  }
}
