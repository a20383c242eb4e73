package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GridSamplerTest {

  private static final Value A = new Value.Text("a");
  private static final Value B = new Value.Text("b");

  /** Three depths with a, and with b three depths by four leaves. */
  private static final SearchSpace FIFTEEN =
      SearchSpace.of(
          Map.of(
              "choice", new Dimension.Categorical(List.of(A, B)),
              "depth", new IntRange(1, 5, 2, false),
              "leaves", new FloatGrid(0.1, 0.4, 0.1),
              "fixed", new Dimension.Fixed(A)),
          Map.of("leaves", new Condition("choice", List.of(B))));

  @Test
  void countsActiveCombinationsOnly() {
    ParameterGrid grid = ParameterGrid.of(FIFTEEN);
    Set<Parameters> points = new HashSet<>();
    for (int i = 0; i < grid.size(); i++) {
      points.add(grid.point(i));
    }

    assertThat(grid.size()).isEqualTo(15);
    assertThat(points)
        .hasSize(15)
        .allSatisfy(
            point ->
                assertThat(point.names())
                    .containsExactlyInAnyOrderElementsOf(FIFTEEN.active(point)));
  }

  @Test
  void triesEveryPointOnceAndThenAgain() {
    for (long seed = 0; seed < 20; seed++) {
      List<FinishedTrial> trials = search(seed, History.NONE, 30);

      assertThat(Set.copyOf(parameters(trials.subList(0, 15)))).hasSize(15);
      assertThat(Set.copyOf(parameters(trials.subList(15, 30)))).hasSize(15);
    }
  }

  @Test
  void leavesNoHoleWhereOtherParametersWereTriedFirst() {
    History enqueued = History.NONE;
    for (int number = 0; number < 4; number++) {
      Parameters elsewhere = Parameters.of(Map.of("depth", new Value.Whole(100 + number)));
      enqueued = enqueued.plus(new FinishedTrial(number, elsewhere, new Outcome.Complete(1)));
    }

    List<FinishedTrial> trials = search(7, enqueued, 15);

    assertThat(Set.copyOf(parameters(trials.subList(4, 19)))).hasSize(15);
  }

  @Test
  void doesNotTryWhatIsRunning() {
    GridSampler grid = new GridSampler(3);
    Parameters first = grid.sample(FIFTEEN, History.NONE, List.of(), TrialSeeds.random(1, 0));

    Parameters second = grid.sample(FIFTEEN, History.NONE, List.of(first), TrialSeeds.random(1, 1));

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void refusesWhatIsNoGridOrTooLarge() {
    SearchSpace continuous = SearchSpace.of(Map.of("rate", new FloatRange(0, 1, false)));
    SearchSpace large =
        SearchSpace.of(
            Map.of("a", new IntRange(1, 101, 1, false), "b", new IntRange(1, 100, 1, false)));
    SearchSpace vast = SearchSpace.of(Map.of("a", new IntRange(-(1L << 53), 1L << 53, 1, false)));

    assertThat(ParameterGrid.complaint(continuous))
        .contains(
            new ParameterGrid.Complaint("rate", "a float needs a step to be searched by grid"));
    assertThat(ParameterGrid.complaint(large))
        .contains(new ParameterGrid.Complaint("", "a grid must have at most 10000 points"));
    assertThat(ParameterGrid.complaint(vast)).isPresent();
    assertThat(ParameterGrid.complaint(FIFTEEN)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterGrid.of(continuous))
        .withMessageStartingWith("rate ");
  }

  private static List<FinishedTrial> search(long seed, History start, int trials) {
    History history = start;
    for (int i = 0; i < trials; i++) {
      int number = history.size();
      Parameters parameters =
          new GridSampler(seed)
              .sample(FIFTEEN, history, List.of(), TrialSeeds.random(seed, number));
      history = history.plus(new FinishedTrial(number, parameters, new Outcome.Complete(1)));
    }
    return history;
  }

  private static List<Parameters> parameters(List<FinishedTrial> trials) {
    return trials.stream().map(FinishedTrial::parameters).toList();
  }
}
