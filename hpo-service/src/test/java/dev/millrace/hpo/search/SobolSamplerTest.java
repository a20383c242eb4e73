package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SobolSamplerTest {

  private final SobolSampler sobol = new SobolSampler(42);

  @Test
  void putsOneOfTheFirst256PointsIntoEachOf256PartsOfEveryAxis() {
    for (int axis = 0; axis < JoeKuo.DIMENSIONS; axis++) {
      Set<Integer> plain = new HashSet<>();
      Set<Integer> scrambled = new HashSet<>();
      for (int index = 0; index < 256; index++) {
        plain.add(JoeKuo.fraction(index, axis) >>> 24);
        scrambled.add((int) (sobol.coordinate(index, axis) * 256));
      }

      assertThat(plain).as("axis " + axis).hasSize(256);
      assertThat(scrambled).as("axis " + axis).hasSize(256);
    }
  }

  @Test
  void putsOneOfTheFirst256PointsIntoEachBoxOfTheFirstTwoAxes() {
    for (int cut = 0; cut <= 8; cut++) {
      Set<List<Integer>> boxes = new HashSet<>();
      for (int index = 0; index < 256; index++) {
        boxes.add(
            List.of(
                (int) (sobol.coordinate(index, 0) * (1 << cut)),
                (int) (sobol.coordinate(index, 1) * (256 >> cut))));
      }

      assertThat(boxes).hasSize(256);
    }
  }

  @Test
  void knowsTheFirstDirectionsOfTheTable() {
    assertThat(fraction(1, 63)).isEqualTo(0.5);
    assertThat(fraction(2, 0)).isEqualTo(0.25);
    assertThat(fraction(2, 1)).isEqualTo(0.75);
    // Dimension 7 of the table: 1, 3, 5, 13.
    assertThat(fraction(4, 6)).isEqualTo(5 / 8.0);
    assertThat(fraction(8, 6)).isEqualTo(13 / 16.0);
  }

  @Test
  void givesATrialThePointOfItsNumberHoweverManyAreRunning() {
    SearchSpace space = SearchSpace.of(Map.of("x", new FloatRange(0, 1, false)));
    Parameters some = Parameters.of(Map.of("x", new Value.Real(0.3)));
    History four = History.NONE;
    for (int number = 0; number < 4; number++) {
      four = four.plus(new FinishedTrial(number, some, new Outcome.Failed("no")));
    }

    assertThat(sobol.sample(space, four, List.of(some, some), TrialSeeds.random(1, 6)).get("x"))
        .contains(new Value.Real(sobol.coordinate(6, 0)));
  }

  @Test
  void isRandomBeyondTheTable() {
    Map<String, Dimension> many = new TreeMap<>();
    for (int i = 0; i < 70; i++) {
      many.put("x%02d".formatted(i), new FloatRange(0, 1, false));
    }
    SearchSpace space = SearchSpace.of(many);

    Parameters one = sobol.sample(space, History.NONE, List.of(), TrialSeeds.random(1, 0));
    Parameters other = sobol.sample(space, History.NONE, List.of(), TrialSeeds.random(2, 0));

    assertThat(one.get("x63")).isEqualTo(other.get("x63"));
    assertThat(one.get("x64")).isNotEqualTo(other.get("x64"));
  }

  private static double fraction(int index, int axis) {
    return Integer.toUnsignedLong(JoeKuo.fraction(index, axis)) * 0x1p-32;
  }
}
