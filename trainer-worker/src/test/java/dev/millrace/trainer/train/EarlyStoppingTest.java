package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  @Test
  void theBestStepCountsAndThePatienceBeginsThere() {
    EarlyStopping early = new EarlyStopping(20);

    assertThat(early.counts(step(10, 5))).isTrue();
    assertThat(early.counts(step(20, 4))).isTrue();
    assertThat(early.counts(step(30, 4))).as("no better than before").isFalse();
    assertThat(early.stops(step(30, 4))).isFalse();
    assertThat(early.counts(step(40, 6))).isFalse();
    assertThat(early.stops(step(40, 6))).isTrue();
  }

  @Test
  void withoutPatienceEveryStepCountsAndNothingStops() {
    EarlyStopping early = new EarlyStopping(0);

    assertThat(early.counts(step(1, 1))).isTrue();
    assertThat(early.counts(step(1000, 9))).isTrue();
    assertThat(early.stops(step(1000, 9))).isFalse();
  }

  @Test
  void theUsualPatienceIsAShareOfTheRounds() {
    EarlyStopping few = Fitting.DEFAULT.earlyStopping(20);
    EarlyStopping many = Fitting.DEFAULT.earlyStopping(200);
    assertThat(few.counts(step(1, 1)) && many.counts(step(1, 1))).isTrue();

    assertThat(few.stops(step(10, 2))).isFalse();
    assertThat(few.stops(step(11, 2))).isTrue();
    assertThat(many.stops(step(30, 2))).isFalse();
    assertThat(many.stops(step(31, 2))).isTrue();
  }

  private static Step step(int number, double value) {
    return new Step(number, 0, value);
  }
}
