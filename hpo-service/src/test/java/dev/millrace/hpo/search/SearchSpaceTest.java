package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

  private static final Value LOSSGUIDE = new Value.Text("lossguide");
  private static final Value DEPTHWISE = new Value.Text("depthwise");
  private static final Map<String, Dimension> DIMENSIONS =
      Map.of(
          "grow_policy", new Dimension.Categorical(List.of(DEPTHWISE, LOSSGUIDE)),
          "a_leaves", new IntRange(2, 8, 2, false),
          "a_bins", new FloatRange(0, 1, false),
          "rate", new FloatRange(0, 1, false));
  private static final SearchSpace SPACE =
      SearchSpace.of(
          DIMENSIONS,
          Map.of(
              "a_leaves", new Condition("grow_policy", List.of(LOSSGUIDE)),
              "a_bins",
                  new Condition("a_leaves", List.of(new Value.Whole(4), new Value.Whole(8)))));

  @Test
  void hasOnlyActiveParametersParentsFirst() {
    assertThat(SPACE.active(Parameters.of(Map.of("grow_policy", DEPTHWISE))))
        .containsExactly("grow_policy", "rate");
    assertThat(
            SPACE.active(
                Parameters.of(Map.of("grow_policy", LOSSGUIDE, "a_leaves", new Value.Whole(4)))))
        .containsExactly("grow_policy", "rate", "a_leaves", "a_bins");
  }

  @Test
  void doesNotTakeAnInactiveParentAtItsWord() {
    Parameters odd =
        Parameters.of(Map.of("grow_policy", DEPTHWISE, "a_leaves", new Value.Whole(4)));

    assertThat(SPACE.active(odd)).containsExactly("grow_policy", "rate");
  }

  @Test
  void fillsInExactlyTheActiveParameters() {
    Parameters parameters =
        SPACE.fill(
            (name, dimension) ->
                switch (name) {
                  case "grow_policy" -> LOSSGUIDE;
                  case "a_leaves" -> new Value.Whole(2);
                  default -> ((Dimension.Numeric) dimension).fromScale(0);
                });

    assertThat(parameters.names()).containsExactly("a_leaves", "grow_policy", "rate");
  }

  @Test
  void refusesConditionsThatCanNeverHold() {
    refuses("rate", new Condition("nobody", List.of(LOSSGUIDE)), "nobody is no parameter");
    refuses("rate", new Condition("a_bins", List.of(new Value.Real(0.5))), "is never");
    refuses("rate", new Condition("grow_policy", List.of(new Value.Text("x"))), "is never");
    refuses("rate", new Condition("a_leaves", List.of(new Value.Whole(3))), "is never");
    refuses("grow_policy", new Condition("grow_policy", List.of(LOSSGUIDE)), "circle");
  }

  private static void refuses(String name, Condition condition, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpace.of(DIMENSIONS, Map.of(name, condition)))
        .withMessageStartingWith(name)
        .withMessageContaining(why);
  }
}
