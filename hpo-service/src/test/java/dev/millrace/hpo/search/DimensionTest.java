package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DimensionTest {

  @Test
  void refusesRangesThatHoldNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FloatRange(1, 1, false));
    assertThatIllegalArgumentException().isThrownBy(() -> new FloatGrid(2, 1, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntRange(3, 2, 1, false))
        .withMessage("low must not be above high, got 3 and 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new Dimension.Categorical(List.of()));
  }

  @Test
  void refusesLogarithmsOfWhatIsNotAboveZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FloatRange(0, 1, true));
    assertThatIllegalArgumentException().isThrownBy(() -> new IntRange(0, 9, 1, true));
  }

  @Test
  void refusesNumbersThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FloatRange(Double.NaN, 1, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FloatRange(-Double.MAX_VALUE, Double.MAX_VALUE, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FloatGrid(0, 1, Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntRange(0, Long.MAX_VALUE, 1, false));
  }

  @Test
  void refusesTheSameChoiceTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Dimension.Categorical(List.of(new Value.Text("a"), new Value.Text("a"))));
  }

  @Test
  void reachesBothEndsOfAGridInSpiteOfRounding() {
    FloatGrid grid = new FloatGrid(0.1, 0.3, 0.1);

    assertThat(grid.fromScale(grid.lower())).isEqualTo(new Value.Real(0.1));
    assertThat(grid.fromScale(grid.upper())).isEqualTo(new Value.Real(0.3));
  }

  @Test
  void staysOnTheGridWhenHighIsBesideIt() {
    IntRange range = new IntRange(1, 10, 4, false);

    assertThat(range.fromScale(100)).isEqualTo(new Value.Whole(9));
    assertThat(range.upper()).isEqualTo(11);
  }

  @Test
  void returnsFromItsScaleWhatItPutThere() {
    FloatRange range = new FloatRange(1e-5, 10, true);

    for (double number : new double[] {1e-5, 0.003, 1, 10}) {
      Value.Real back = (Value.Real) range.fromScale(range.toScale(new Value.Real(number)));
      assertThat(back.value()).isCloseTo(number, within(number * 1e-12));
    }
  }

  @Test
  void knowsWhatItContains() {
    IntRange range = new IntRange(1, 5, 1, false);

    assertThat(range.contains(new Value.Whole(5))).isTrue();
    assertThat(range.contains(new Value.Whole(6))).isFalse();
    assertThat(range.contains(new Value.Real(3))).isFalse();
  }
}
