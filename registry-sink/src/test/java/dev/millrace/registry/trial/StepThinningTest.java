package dev.millrace.registry.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepThinningTest {
  private final StepThinning thinning = new StepThinning(100);

  @Test
  void keepsEveryStepOfAShortTrial() {
    assertThat(kept(100)).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 250, 999, 10_000, 1_000_000})
  void keepsABoundedNumberOfStepsWithTheFirstAndTheLast(int planned) {
    int[] kept = kept(planned);

    assertThat(kept).hasSizeBetween(50, 102).startsWith(1).endsWith(planned);
  }

  @Test
  void aCurveOfUnknownLengthGrowsOnlyWithItsLogarithm() {
    long kept = IntStream.rangeClosed(1, 1_000_000).filter(s -> thinning.keeps(s, 0)).count();

    assertThat(kept).isBetween(100L, 20L * 100);
  }

  private int[] kept(int planned) {
    return IntStream.rangeClosed(1, planned).filter(s -> thinning.keeps(s, planned)).toArray();
  }
}
