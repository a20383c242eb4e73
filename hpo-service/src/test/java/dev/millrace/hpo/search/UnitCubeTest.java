package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.hpo.search.UnitCube.Categories;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnitCubeTest {

  private static final Value A = new Value.Text("a");
  private static final Value B = new Value.Text("b");
  private static final Value C = new Value.Text("c");
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Map.of(
              "choice", new Dimension.Categorical(List.of(A, B, C)),
              "fixed", new Dimension.Fixed(A),
              "leaves", new IntRange(1, 1000, 1, true),
              "number", new IntRange(1, 10, 1, false),
              "one", new IntRange(5, 5, 1, false),
              "rate", new FloatRange(0.01, 100, true)),
          Map.of("leaves", new Condition("choice", List.of(B))));

  @ParameterizedTest
  @EnumSource(Categories.class)
  void comesBackToWhereItStarted(Categories categories) {
    UnitCube cube = UnitCube.of(SPACE, categories);
    RandomSampler random = new RandomSampler();
    for (int number = 0; number < 300; number++) {
      Parameters parameters =
          random.sample(SPACE, History.NONE, List.of(), TrialSeeds.random(1, number));

      Parameters back = cube.decode(cube.encode(parameters));

      assertThat(back.names()).isEqualTo(parameters.names());
      assertThat(back.get("choice")).isEqualTo(parameters.get("choice"));
      assertThat(back.get("leaves")).isEqualTo(parameters.get("leaves"));
      assertThat(back.get("number")).isEqualTo(parameters.get("number"));
      assertThat(real(back)).isCloseTo(real(parameters), within(1e-12 * real(parameters)));
    }
  }

  @Test
  void givesEachChoiceAnAxisOrAPart() {
    Parameters parameters =
        Parameters.of(
            Map.of(
                "choice", B, "number", new Value.Whole(1), "rate", new Value.Real(1), "fixed", A));

    assertThat(UnitCube.of(SPACE, Categories.ONE_HOT).encode(parameters))
        .containsExactly(new double[] {0, 1, 0, 0.5, 0.05, 0.5}, within(1e-12));
    assertThat(UnitCube.of(SPACE, Categories.INDEX).encode(parameters))
        .containsExactly(new double[] {0.5, 0.5, 0.05, 0.5}, within(1e-12));
  }

  @Test
  void knowsItsAxes() {
    UnitCube cube = UnitCube.of(SPACE, Categories.INDEX);

    assertThat(cube.size()).isEqualTo(4);
    assertThat(cube.parameter(2)).isEqualTo("number");
    assertThat(cube.step(0)).isEqualTo(1 / 3.0);
    assertThat(cube.step(2)).isEqualTo(0.1);
    assertThat(cube.step(3)).isZero();
  }

  @Test
  void takesPointsFromOutsideToTheNearestEnd() {
    UnitCube cube = UnitCube.of(SPACE, Categories.INDEX);

    assertThat(cube.decode(new double[] {-1, 0, 2, -7}).values())
        .containsEntry("choice", A)
        .containsEntry("number", new Value.Whole(10));
    assertThat(real(cube.decode(new double[] {0, 0, 0, -7}))).isCloseTo(0.01, within(1e-15));
  }

  private static double real(Parameters parameters) {
    return ((Value.Real) parameters.get("rate").orElseThrow()).value();
  }
}
