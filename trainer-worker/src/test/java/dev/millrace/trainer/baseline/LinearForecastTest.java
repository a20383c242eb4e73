package dev.millrace.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.Splits;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearForecastTest {
  private static final int ROWS = 400;
  private static final Rows KNOWN = new Rows(0, 300);

  private final float[][] features = new float[2][ROWS];
  private final double[] target = new double[ROWS];
  private final Random random = new Random(5);

  LinearForecastTest() {
    for (int row = 0; row < ROWS; row++) {
      features[0][row] = random.nextFloat();
      features[1][row] = 50 * random.nextFloat();
      target[row] = 10 + 3.0 * features[0][row] - 0.2 * features[1][row];
    }
  }

  @Test
  void addsWeightedFeaturesOfWhichAMissingOneCountsAsItsMean() {
    var forecast = new LinearForecast(10, new double[] {2, 3}, new double[] {1, 4});

    assertThat(forecast.value(i -> i == 0 ? 2 : 5)).isEqualTo(10 + 2 + 3);
    assertThat(forecast.value(i -> i == 0 ? Double.NaN : 5)).isEqualTo(10 + 3);
  }

  @Test
  void comesBackFromItsTextToTheLastBit() {
    var forecast = new LinearForecast(0.1, new double[] {1 / 3.0, -3e-9}, new double[] {1e9, 0});

    LinearForecast read = LinearForecast.parse(forecast.text());

    assertThat(read.text()).isEqualTo(forecast.text());
    assertThat(read.value(i -> i + 0.7)).isEqualTo(forecast.value(i -> i + 0.7));
    assertThatThrownBy(() -> LinearForecast.parse("1,2"))
        .hasMessage("a linear forecast must have an odd number of numbers, got 2");
  }

  @Test
  void findsALinearLaw() {
    assertThat(errors(LinearFit.of(dataset(), KNOWN)))
        .containsExactly(new double[ROWS], within(0.05));
  }

  @Test
  void outliersMoveItHalfAsFarAsTheyMoveRidge() {
    // A tenth of the rows, wherever they are, is 100 higher: 10 on average, nothing in the median.
    for (int row = 0; row < ROWS; row += 10) {
      target[row] += 100;
    }
    Dataset dataset = dataset();

    double[] errors = errors(LinearFit.of(dataset, KNOWN));

    double usual =
        Arrays.stream(errors).map(Math::abs).sorted().skip(ROWS / 2).findFirst().orElse(0);
    assertThat(usual).isBetween(3.0, 7.0);
  }

  @Test
  void laterRowsCountMore() {
    // The level rises by 100 halfway. Weights fall by four from the last row to the first, so two
    // thirds of them are behind the step: what is learnt of the mean is there, the median above.
    for (int row = KNOWN.to() / 2; row < ROWS; row++) {
      target[row] += 100;
    }

    double[] errors = errors(LinearFit.of(dataset(), KNOWN));

    assertThat(Arrays.stream(errors, KNOWN.to(), ROWS).average().orElseThrow())
        .isBetween(10.0, 25.0);
  }

  @Test
  void doesNotKnowWhatComesAfterItsRows() {
    LinearForecast before = LinearFit.of(dataset(), KNOWN);
    Arrays.fill(target, KNOWN.to(), ROWS, 1e6);
    Arrays.fill(features[0], KNOWN.to(), ROWS, -1e6f);

    assertThat(LinearFit.of(dataset(), KNOWN).text()).isEqualTo(before.text());
  }

  @Test
  void isFittedToAConstantTarget() {
    Arrays.fill(target, 7);

    assertThat(errors(LinearFit.of(dataset(), KNOWN)))
        .containsExactly(new double[ROWS], within(1e-9));
  }

  private double[] errors(LinearForecast forecast) {
    var anchor = new LinearAnchor(dataset(), forecast);
    double[] errors = new double[ROWS];
    Arrays.setAll(errors, row -> target[row] - anchor.value(0, row));
    return errors;
  }

  private Dataset dataset() {
    var splits = new Splits(KNOWN, new Rows(300, 350), new Rows(350, ROWS));
    var layout =
        new DatasetLayout(List.of("a", "b"), List.of("persistence"), "y", "load", 1, splits);
    return new Dataset(layout, features, new double[1][ROWS], target, ExampleData.times(ROWS, 1));
  }
}
