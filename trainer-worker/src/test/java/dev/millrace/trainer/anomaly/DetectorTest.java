package dev.millrace.trainer.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {
  private static final long HOUR = 3_600_000_000L;
  private static final int WEEK = 168;

  private static Residuals hourly(int from, int count, IntToDoubleFunction value) {
    return new Residuals(
        "meter-1",
        LongStream.range(from, from + count).map(hour -> hour * HOUR).toArray(),
        IntStream.range(from, from + count).mapToDouble(value).toArray());
  }

  private static IntToDoubleFunction normal(long seed) {
    var random = new SplittableRandom(seed);
    double[] noise = random.doubles(200 * WEEK).map(_ -> random.nextGaussian(0, 3)).toArray();
    return hour -> noise[hour];
  }

  /** Mostly small, now and then large: a Student's t with four degrees of freedom. */
  private static IntToDoubleFunction heavy(long seed) {
    var random = new SplittableRandom(seed);
    double[] noise =
        random
            .doubles(200 * WEEK)
            .map(
                _ -> {
                  double squares = 0;
                  for (int i = 0; i < 4; i++) {
                    double z = random.nextGaussian();
                    squares += z * z;
                  }
                  return random.nextGaussian() / Math.sqrt(squares / 4);
                })
            .toArray();
    return hour -> noise[hour];
  }

  private static Evaluation evaluate(Threshold threshold, IntToDoubleFunction noise) {
    List<Residuals> history = List.of(hourly(0, 20 * WEEK, noise));
    Pace pace = Pace.of(history);
    Detector detector = DetectorFit.of(history, new AlarmPolicy(threshold, 1), pace);
    Scored scored = Scored.of(detector, hourly(20 * WEEK, 150 * WEEK, noise));
    return Evaluation.of(List.of(scored), List.of(), pace);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void alarmsAboutAsOftenAsWantedWhateverTheTail(long seed) {
    for (IntToDoubleFunction noise : List.of(normal(seed), heavy(seed))) {
      Evaluation ordinary = evaluate(Threshold.EXTREME_VALUE, noise);

      assertThat(ordinary.weeks()).isCloseTo(150, within(1e-9));
      assertThat(ordinary.incidents() / ordinary.weeks()).isBetween(0.2, 1.4);
    }
    assertThat(evaluate(Threshold.ROBUST, normal(seed)).incidents()).isBetween(30, 210);
  }

  @ParameterizedTest
  @EnumSource(Threshold.class)
  void findsASpikeAndAShiftThatIsTooSmallToSeeInOnePoint(Threshold threshold) {
    IntToDoubleFunction noise = normal(6);
    List<Residuals> history = List.of(hourly(0, 12 * WEEK, noise));
    Pace pace = Pace.of(history);
    Detector detector = DetectorFit.of(history, new AlarmPolicy(threshold, 1), pace);
    int spike = 12 * WEEK + 100;
    int shift = 12 * WEEK + 300;
    Residuals strange =
        hourly(
            12 * WEEK,
            3 * WEEK,
            hour ->
                noise.applyAsDouble(hour)
                    + (hour == spike ? 25 : 0)
                    + (hour >= shift && hour < shift + 48 ? 4 : 0));

    List<Label> labels =
        List.of(
            new Label("", spike * HOUR, spike * HOUR),
            new Label("meter-1", shift * HOUR, (shift + 47) * HOUR),
            new Label("meter-2", spike * HOUR, spike * HOUR));
    Evaluation found = Evaluation.of(List.of(Scored.of(detector, strange)), labels, pace);

    assertThat(found.windows()).isEqualTo(2);
    assertThat(found.found()).isEqualTo(2);
    assertThat(found.falseIncidents()).isLessThanOrEqualTo(3);
  }

  @Test
  void judgesAPointByItsOwnSeries() {
    List<Residuals> history =
        List.of(
            new Residuals("calm", times(500), noise(1, 500, 1)),
            new Residuals("wild", times(500), noise(2, 500, 100)));
    Detector detector = DetectorFit.of(history, AlarmPolicy.DEFAULT, Pace.of(history));

    assertThat(detector.stream("calm").next(50).alarm()).isTrue();
    assertThat(detector.stream("wild").next(50).alarm()).isFalse();
    assertThat(detector.scales().getOrDefault("wild", 0.0))
        .isCloseTo(100 * detector.scales().getOrDefault("calm", 0.0), within(20.0));
  }

  private static long[] times(int count) {
    return LongStream.range(0, count).map(hour -> hour * HOUR).toArray();
  }

  private static double[] noise(long seed, int count, double deviation) {
    var random = new SplittableRandom(seed);
    return random.doubles(count).map(_ -> random.nextGaussian(0, deviation)).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 60})
  void makesDoWithFewResidualsOfAnyKind(int count) {
    for (double size : new double[] {0, 1e-300, 1, 1e300}) {
      for (Threshold threshold : Threshold.values()) {
        List<Residuals> history = List.of(hourly(0, count, hour -> hour % 3 * size));
        Detector detector =
            DetectorFit.of(history, new AlarmPolicy(threshold, 1), Pace.of(history));

        assertThat(detector.threshold()).isFinite();
        assertThat(detector.stream("meter-1").next(size).score()).isFinite();
        assertThat(detector.stream("unknown").next(0).alarm()).isFalse();
      }
    }
  }

  @Test
  void scoresThePastWithoutLookingAhead() {
    IntToDoubleFunction noise = heavy(8);
    Residuals known = hourly(0, 6 * WEEK, noise);
    double[] changed = known.values().clone();
    Arrays.fill(changed, 5 * WEEK, 6 * WEEK, 1_000);
    Residuals other = new Residuals("meter-1", known.times(), changed);
    long[] refits = {2 * WEEK * HOUR, 3 * WEEK * HOUR, 4 * WEEK * HOUR};

    Scored first = backtest(known, refits);
    Scored second = backtest(other, refits);

    assertThat(first.time(0)).isEqualTo(2 * WEEK * HOUR);
    assertThat(first.count()).isEqualTo(4 * WEEK);
    assertThat(Arrays.copyOf(first.scores(), 3 * WEEK))
        .isEqualTo(Arrays.copyOf(second.scores(), 3 * WEEK));
    assertThat(second.alarm(3 * WEEK)).isTrue();
  }

  private static Scored backtest(Residuals residuals, long[] refits) {
    List<Residuals> all = List.of(residuals);
    return new Backtest(all, AlarmPolicy.DEFAULT, Pace.of(all)).run(refits).getFirst();
  }

  @Test
  void countsNearAlarmsAsOneIncidentAndOneInAWindowAsTrue() {
    Residuals quiet =
        hourly(
            0,
            200,
            hour ->
                switch (hour) {
                  case 20, 25, 90, 91, 150 -> 10;
                  default -> 0.1;
                });
    var detector =
        new Detector(Map.of(), 1, List.of(new Detector.Channel(1, new Tail.Normal(1))), 6);
    Scored scored = Scored.of(detector, quiet);
    Pace pace = Pace.of(List.of(quiet));
    List<Label> labels =
        List.of(
            new Label("", 88 * HOUR, 95 * HOUR),
            new Label("", 100 * HOUR, 110 * HOUR),
            new Label("", 500 * HOUR, 510 * HOUR));

    Evaluation evaluation = Evaluation.of(List.of(scored), labels, pace);

    assertThat(Incident.of(scored, pace)).extracting(Incident::first).containsExactly(20, 90, 150);
    assertThat(evaluation).isEqualTo(new Evaluation(200 / 168.0, 3, 2, 2, 1, 2 * HOUR));
    assertThat(evaluation.metrics(true))
        .containsEntry("windows_total", 2.0)
        .containsEntry("windows_found", 1.0)
        .containsEntry("recall", 0.5)
        .containsEntry("precision", 1 / 3.0)
        .containsEntry("false_alarms", 2.0)
        .containsEntry("false_alarms_per_week", 2 * 168 / 200.0)
        .containsEntry("detection_delay_hours", 2.0);
    assertThat(evaluation.metrics(false)).containsOnlyKeys("scored_weeks", "alarms_per_week");
  }
}
