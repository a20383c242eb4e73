package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final Dimension RATE = new FloatRange(1, 100, true);

  @Test
  void holdsWhatWasPutInInTheOrderOfCounting() {
    List<FinishedTrial> trials = trials(700, 1);

    History history = History.of(trials);

    assertThat(history).isEqualTo(trials).hasSameHashCodeAs(trials);
    assertThat(history.evaluated())
        .isEqualTo((int) trials.stream().filter(HistoryTest::hasValue).count());
  }

  @Test
  void keepsApartWhatGrewOutOfTheSameVersion() {
    for (int common : List.of(0, 1, 255, 256, 300)) {
      History trunk = History.of(trials(common, 1));
      List<FinishedTrial> some = trials(300, 2);
      List<FinishedTrial> others = trials(300, 3);

      History left = trunk;
      History right = trunk;
      for (int i = 0; i < 300; i++) {
        left = left.plus(some.get(i));
        right = right.plus(others.get(i));
      }

      assertThat(trunk).isEqualTo(trials(common, 1));
      assertThat(left.subList(common, common + 300)).isEqualTo(some);
      assertThat(right.subList(common, common + 300)).isEqualTo(others);
      assertThat(left.subList(0, common)).isEqualTo(trunk);
    }
  }

  @Test
  void givesColumnsOnTheScaleAlsoWhileItGrows() {
    History history = History.NONE;
    for (FinishedTrial trial : trials(600, 4)) {
      history = history.plus(trial);
      int last = history.size() - 1;

      double point = history.column("rate", RATE).at(last);

      assertThat(point).isEqualTo(RATE.pointOf(trial.parameters().get("rate").orElseThrow()));
    }
    assertThat(history.column("rate", RATE).at(0))
        .isEqualTo(RATE.pointOf(history.getFirst().parameters().get("rate").orElseThrow()));
  }

  @Test
  void hasNoPointForWhatTheDimensionDoesNotKnow() {
    History history =
        History.of(
            List.of(
                trial(0, Map.of("rate", new Value.Real(0.5)), new Outcome.Complete(1)),
                trial(1, Map.of("rate", new Value.Text("x")), new Outcome.Complete(1)),
                trial(2, Map.of(), new Outcome.Complete(1))));

    History.Column column = history.column("rate", RATE);

    assertThat(List.of(column.at(0), column.at(1), column.at(2))).containsOnly(Double.NaN);
  }

  @Test
  void knowsItsBestTrials() {
    List<FinishedTrial> trials = trials(1000, 5);
    Comparator<FinishedTrial> order =
        Comparator.<FinishedTrial>comparingInt(trial -> Rank.tier(trial.outcome()))
            .thenComparingDouble(trial -> Rank.value(trial.outcome()))
            .thenComparingInt(FinishedTrial::number);
    List<FinishedTrial> sorted =
        trials.stream().filter(HistoryTest::hasValue).sorted(order).toList();
    History history = History.of(trials);

    for (int k : List.of(0, 1, 25, 5000)) {
      List<FinishedTrial> best = new ArrayList<>();
      for (int row : history.best(k)) {
        best.add(history.get(row));
      }

      assertThat(best).isEqualTo(sorted.subList(0, Math.min(k, sorted.size())));
    }
  }

  @Test
  void ranksFeasibleTrialsThenPrunedOnesThenThoseThatBreakConstraints() {
    History history =
        History.of(
            List.of(
                trial(0, Map.of(), new Outcome.Complete(Objectives.of(1), 2)),
                trial(1, Map.of(), new Outcome.Pruned(1, 500, 0.5)),
                trial(2, Map.of(), new Outcome.Complete(Objectives.of(9), 1)),
                trial(3, Map.of(), new Outcome.Failed("no")),
                trial(4, Map.of(), new Outcome.Pruned(3, 7, 0.7)),
                trial(5, Map.of(), new Outcome.Complete(8)),
                trial(6, Map.of(), new Outcome.Complete(7))));

    assertThat(history.best(10)).containsExactly(6, 5, 4, 1, 2, 0);
  }

  private static boolean hasValue(FinishedTrial trial) {
    return Rank.tier(trial.outcome()) != Rank.NO_VALUE;
  }

  private static List<FinishedTrial> trials(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FinishedTrial> trials = new ArrayList<>();
    for (int number = 0; number < n; number++) {
      Outcome outcome =
          switch (random.nextInt(5)) {
            case 0 -> new Outcome.Failed("no");
            case 1 -> new Outcome.Pruned(random.nextInt(9), 3, random.nextInt(3) / 4.0);
            case 2 -> new Outcome.Complete(Objectives.of(random.nextInt(9)), random.nextInt(3));
            default -> new Outcome.Complete(random.nextInt(9));
          };
      trials.add(trial(number, Map.of("rate", new Value.Real(random.nextDouble(1, 100))), outcome));
    }
    return trials;
  }

  private static FinishedTrial trial(int number, Map<String, Value> values, Outcome outcome) {
    return new FinishedTrial(number, Parameters.of(values), outcome);
  }
}
