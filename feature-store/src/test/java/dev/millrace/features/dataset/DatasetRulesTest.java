package dev.millrace.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Outcome.Refused;
import dev.millrace.features.series.Observations;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetRulesTest {

  private static final DatasetRules RULES = Samples.rules();

  @Test
  void preparesASoundSeriesWithoutAWarning() {
    Outcome outcome = prepare(Samples.observations(500, 1));

    Prepared prepared = (Prepared) outcome;
    assertThat(prepared.table().rows()).isEqualTo(308);
    assertThat(prepared.splits()).isEqualTo(new Splits(215, 277, 308));
    assertThat(prepared.stepMillis()).isEqualTo(Samples.HOUR);
    assertThat(prepared.firstObservation()).isEqualTo(Samples.START);
    assertThat(prepared.quality().warnings()).isEmpty();
    assertThat(prepared.quality().observations()).isEqualTo(500);
    assertThat(prepared.quality().expectedObservations()).isEqualTo(500);
  }

  @Test
  void anUnknownFeatureSetIsRefusedWithTheDeclaredOnes() {
    assertThat(DatasetRequest.unknownSet("nonsense", List.of(Samples.basic())))
        .isEqualTo(
            new Violation(
                "feature_set",
                "must be a declared feature set",
                "feature set 'nonsense' is unknown; declared are [forecast_basic]"));
  }

  @Test
  void namesEveryRuleARequestBreaks() {
    TimeRange backwards = new TimeRange(Samples.AS_OF, Samples.START);

    assertThat(request(List.of(), 0, backwards, 0, 1.5).violations())
        .extracting(Violation::field)
        .containsExactly(
            "config.series",
            "config.horizon",
            "config.end_date",
            "config.validation_split",
            "config.test_split");
  }

  @Test
  void refusesSplitsThatLeaveNothingToTrainOn() {
    assertThat(request(List.of("s"), 24, TimeRange.ALL, 0.6, 0.4).violations())
        .extracting(Violation::rule)
        .containsExactly("validation_split + test_split must be below 1");
  }

  @Test
  void refusesAnUnknownSeriesVariableAndRangeEachByItsName() {
    Refused refused =
        (Refused)
            RULES.prepare(
                request(
                    List.of("a", "b", "c"),
                    24,
                    new TimeRange(Samples.START, Samples.AS_OF),
                    0.2,
                    0.1),
                Samples.basic(),
                new MemoryView(Samples.AS_OF)
                    .add("b", "other", new long[] {1_000}, new double[] {1})
                    .add("c", "load_kw", new long[] {1_000}, new double[] {1}));

    assertThat(refused.reasons())
        .extracting(Violation::field)
        .containsExactly("config.series", "config.target_variable", "config.start_date");
    assertThat(refused.reasons().getFirst().message()).contains("series 'a'");
  }

  @Test
  void refusesFewerThanThirtyRowsAndTakesThirty() {
    assertThat(((Refused) prepare(Samples.observations(168 + 24 + 29, 1))).reasons())
        .extracting(Violation::message)
        .containsExactly(
            "only 29 rows have all features and a target: features look back up to 168 steps of"
                + " PT1H, and of 221 steps 221 have a value");
    assertThat(prepare(Samples.observations(168 + 24 + 30, 1))).isInstanceOf(Prepared.class);
  }

  @Test
  void refusesASingleObservation() {
    assertThat(prepare(Samples.observations(1, 1))).isInstanceOf(Refused.class);
  }

  @Test
  void refusesAConstantTarget() {
    double[] constant = new double[400];
    Arrays.fill(constant, 3.5);

    Refused refused = (Refused) prepare(new Observations(Samples.hours(400), constant, 0));

    assertThat(refused.reasons())
        .containsExactly(
            new Violation(
                "config.target_variable",
                "the target must vary",
                "the target is 3.5 in all 208 rows"));
    assertThat(refused.quality().values()).isEqualTo(new ValueSummary(3.5, 3.5, 3.5, 0));
  }

  @Test
  void refusesSplitsWithoutARow() {
    DatasetRequest request = request(List.of("s"), 24, TimeRange.ALL, 0.001, 0.1);

    Refused refused =
        (Refused)
            RULES.prepare(
                request, Samples.basic(), Samples.view("s", Samples.observations(250, 1)));

    assertThat(refused.reasons())
        .extracting(Violation::message)
        .containsExactly("of 58 rows none is left for validation");
  }

  @Test
  void refusesSeriesOfDifferentSteps() {
    long[] daily = Arrays.stream(Samples.hours(300)).map(t -> t * 24).toArray();

    Refused refused =
        (Refused)
            RULES.prepare(
                Samples.request("a", "b"),
                Samples.basic(),
                Samples.view(
                    Map.of(
                        "a",
                        Samples.observations(300, 1),
                        "b",
                        new Observations(daily, Samples.load(300, 1), 0))));

    assertThat(refused.reasons())
        .extracting(Violation::message)
        .containsExactly("series 'a' has steps of PT1H, series 'b' of PT24H");
  }

  @Test
  void refusesATimeSoFarAwayThatItsGapWouldFillTheMemory() {
    long[] times = IntStream.range(0, 300).mapToLong(i -> i * 1000L).toArray();
    times[299] = Instant.parse("2199-01-01T00:00:00Z").toEpochMilli();

    Refused refused = (Refused) prepare(new Observations(times, Samples.load(300, 1), 0));

    assertThat(refused.reasons())
        .extracting(Violation::rule)
        .containsExactly("a dataset spans at most 20000000 steps");
  }

  @Test
  void reportsGapsZerosWithdrawalsAndCorrections() {
    double[] values = Samples.load(500, 2);
    Arrays.fill(values, 0, 400, 0);
    values[450] = Double.NaN;
    long[] times = Samples.hours(503);
    long[] withGap =
        IntStream.range(0, 503).filter(i -> i < 200 || i >= 203).mapToLong(i -> times[i]).toArray();

    DataQuality quality = prepare(new Observations(withGap, values, 7)).quality();

    assertThat(quality.observations()).isEqualTo(500);
    assertThat(quality.expectedObservations()).isEqualTo(503);
    assertThat(quality.gaps()).isEqualTo(2);
    assertThat(quality.longestGapSteps()).isEqualTo(3);
    assertThat(quality.corrections()).isEqualTo(7);
    assertThat(quality.nullValues()).isEqualTo(1);
    assertThat(quality.zeroShare()).isEqualTo(400 / 499.0);
    assertThat(quality.warnings())
        .extracting(Violation::rule)
        .containsExactly("most values are 0", "steps are missing", "values are missing");
  }

  @Test
  void measuresTheStepsBetweenDemands() {
    double[] everyFourth = new double[400];
    for (int i = 0; i < everyFourth.length; i += 4) {
      everyFourth[i] = 7 + i % 3;
    }
    long[] times = Samples.hours(400);

    assertThat(prepare(new Observations(times, everyFourth, 0)).quality().demandInterval())
        .isEqualTo(4);
    assertThat(prepare(Samples.observations(250, 1)).quality().demandInterval()).isEqualTo(1);
    assertThat(prepare(new Observations(times, new double[400], 0)).quality().demandInterval())
        .isNull();
  }

  @Test
  void takesNoGapForATimeWithoutDemand() {
    long[] times = Samples.hours(600);
    long[] withGap =
        IntStream.range(0, 600).filter(i -> i < 200 || i >= 300).mapToLong(i -> times[i]).toArray();

    assertThat(prepare(new Observations(withGap, Samples.load(500, 2), 0)).quality())
        .extracting(DataQuality::demandInterval, DataQuality::longestGapSteps)
        .containsExactly(1.0, 100L);
  }

  @Test
  void refusesWhenMoreThanNineTenthsOfTheValuesAreZero() {
    double[] values = new double[500];
    for (int i = 0; i < values.length; i += 10) {
      values[i] = i + 1;
    }
    assertThat(prepare(new Observations(Samples.hours(500), values, 0)))
        .as("exactly nine tenths")
        .isInstanceOf(Prepared.class);

    values[250] = 0;
    Refused refused = (Refused) prepare(new Observations(Samples.hours(500), values, 0));

    assertThat(refused.reasons())
        .containsExactly(
            new Violation(
                "config.target_variable",
                "at most 0.9 of the values may be 0",
                "90.2 % of the values are exactly 0"));
    assertThat(refused.quality().zeroShare()).isEqualTo(0.902);
  }

  @Test
  void warnsOfAChangedUnitAndOfNoOrdinaryChange() {
    double[] watts = Samples.load(600, 1);
    double[] doubled = watts.clone();
    for (int i = 300; i < 600; i++) {
      watts[i] *= 1000;
      doubled[i] *= 2;
    }

    assertThat(prepare(new Observations(Samples.hours(600), watts, 0)).quality().warnings())
        .extracting(Violation::rule)
        .containsExactly("the level jumps");
    assertThat(prepare(new Observations(Samples.hours(600), doubled, 0)).quality().warnings())
        .isEmpty();
  }

  @Test
  void aStarStandsForEverySeriesThatHasTheVariable() {
    Prepared prepared =
        (Prepared)
            RULES.prepare(
                Samples.request("*"),
                Samples.basic(),
                Samples.view(
                    Map.of("b", Samples.observations(300, 1), "a", Samples.observations(300, 2))));

    assertThat(prepared.series()).containsExactly("a", "b");
    assertThat(prepared.table().rows()).isEqualTo(2 * (300 - 192));
  }

  @Test
  void warnsOfFewRows() {
    assertThat(prepare(Samples.observations(250, 1)).quality().warnings())
        .extracting(Violation::message)
        .containsExactly("only 58 rows are usable");
  }

  private static Outcome prepare(Observations observations) {
    return RULES.prepare(Samples.request("s"), Samples.basic(), Samples.view("s", observations));
  }

  private static DatasetRequest request(
      List<String> series, int horizon, TimeRange range, double validation, double test) {
    return new DatasetRequest(
        "acme",
        "forecast_basic",
        series,
        "load_kw",
        horizon,
        range,
        Samples.AS_OF,
        validation,
        test);
  }
}
