package dev.millrace.features.online;

import static dev.millrace.features.dataset.Samples.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.features.dataset.Column;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.FeatureTable;
import dev.millrace.features.dataset.ForecastRows;
import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Samples;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.definition.Definition;
import dev.millrace.features.set.definition.InvalidDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineFeaturesTest {

  private static final int HORIZON = 6;
  private static final long START = Samples.START.toEpochMilli();

  /** Every kind of feature, of little reach, so that most of a history is forgotten. */
  private static final String EVERY_KIND =
      """
      time_zone: Europe/Berlin
      country: DE
      features:
        - lag: [1, 24]
        - difference: [3]
        - rolling: [7, 24]
          minimum_share: 0.5
        - ewm: [2]
          minimum_share: 0.5
        - lag: [1, 5]
          of: "*"
        - rolling: [6]
          of: temperature
          minimum_share: 0.2
        - ewm: [2]
          of: temperature
          minimum_share: 0.2
        - lag: [1, 12]
          of: pressure
          series: station
        - known_ahead: recorded
          of: temperature
        - known_ahead: always
          of: tariff
          series: station
        - calendar: [hour, is_weekend]
        - holidays: [is_holiday]
      seasons: [24]
      """;

  private final Topic topic = new Topic();
  private final SeriesCache cache = new SeriesCache(100, topic, () -> true);
  private final OnlineFeatures online = new OnlineFeatures(cache, Samples.HOLIDAYS);

  @ParameterizedTest
  @ValueSource(strings = {"forecast_basic", "forecast_advanced", "anomaly_detection"})
  void aRowIsTheOneThatADatasetWillHaveForItsOrigin(String name) {
    FeatureSet set = Samples.set(name);
    Map<Long, Map<String, Double>> trained = trained(world(1_500, 7), set);

    int compared = 0;
    for (int hours = 700; hours < 1_400; hours += 97) {
      Topic past = world(hours, 7);
      OnlineFeatures fresh =
          new OnlineFeatures(new SeriesCache(10, past, () -> true), Samples.HOLIDAYS);
      ForecastRows.Row row = row(fresh, set, at(hours));
      compared += same(row, trained);
    }
    assertThat(compared).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void measurementsThatArriveGiveTheRowsOfADatasetAndTheOldOnesAreForgotten(long seed)
      throws InvalidDefinition {
    FeatureSet set = everyKind();
    int known = 1_000;
    int all = 1_200;
    world(topic, 0, known, seed);
    topic.delivered();
    Map<Long, Map<String, Double>> trained = trained(world(all + 100, seed), set);
    row(online, set, at(known));

    int compared = 0;
    for (int hour = known; hour < all; hour++) {
      world(topic, hour, hour + 1, seed);
      topic.deliver(cache, at(hour + 1));
      compared += same(row(online, set, at(hour + 1)), trained);
    }

    assertThat(compared).isGreaterThan(100);
    assertThat(topic.loads()).as("the series and the station, once").isEqualTo(2);
    assertThat(stored("s")).isLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverArrivesTheCacheAnswersAsIfItHadJustBeenLoaded(long seed) throws InvalidDefinition {
    FeatureSet set = everyKind();
    world(topic, 0, 600, seed);
    topic.delivered();
    row(online, set, at(600));
    SplittableRandom random = new SplittableRandom(seed);

    long end = 600;
    for (int i = 0; i < 150; i++) {
      end = somethingOdd(random, end, 1_000 + i);
      Instant now = at(1_000 + i);
      topic.deliver(cache, now);
      OnlineFeatures fresh =
          new OnlineFeatures(new SeriesCache(10, topic, () -> true), Samples.HOLIDAYS);

      assertThat(numbers(row(online, set, now)))
          .as("after change %d", i)
          .isEqualTo(numbers(row(fresh, set, now)));
    }
  }

  /** Appends, leaves gaps, corrects, withdraws, fills in, strays from the steps; now or of old. */
  private long somethingOdd(SplittableRandom random, long end, long recordedHour) {
    long back = random.nextInt(10) == 0 ? random.nextInt((int) end) : random.nextInt(30);
    long recorded = START + recordedHour * HOUR - 1;
    String variable = random.nextInt(3) == 0 ? "temperature" : "load_kw";
    double value = random.nextDouble();
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> topic.write("s", "load_kw", START + end * HOUR, recorded, value);
      case 3 -> topic.write("s", variable, START + (end + 2) * HOUR, recorded, value);
      case 4, 5 -> topic.write("s", variable, START + (end - back) * HOUR, recorded, value);
      case 6 -> topic.write("s", variable, START + (end - back) * HOUR, recorded, null);
      default -> topic.write("s", variable, START + (end - back) * HOUR + 7, recorded, value);
    }
    return end + random.nextInt(3);
  }

  @Test
  void aCovariateThatEndsEarlyIsAsMissingAsItWillBeInTheMiddleOfADataset()
      throws InvalidDefinition {
    FeatureSet set = everyKind();
    Topic ended = new Topic();
    Topic resumed = new Topic();
    for (Topic each : List.of(ended, resumed)) {
      world(each, 0, 500, 1);
      load(each, 500, 503, 1);
    }
    world(resumed, 503, 700, 1);
    load(resumed, 500, 700, 1);

    OnlineFeatures now =
        new OnlineFeatures(new SeriesCache(10, ended, () -> true), Samples.HOLIDAYS);
    ForecastRows.Row row = row(now, set, at(503));

    assertThat(row.features().get("temperature_roll_6_mean")).isNotNaN();
    Map<String, Double> trained =
        Objects.requireNonNull(trained(resumed, set).get(row.origin().toEpochMilli()));
    trained.keySet().removeIf(name -> name.endsWith("ahead"));
    Map<String, Double> features = new LinkedHashMap<>(numbers(row));
    features.keySet().removeIf(name -> name.endsWith("ahead"));
    assertThat(features).isEqualTo(trained);
  }

  @Test
  void aSeriesWithoutAnswerSaysWhyAndTheOthersHaveTheirs() {
    world(topic, 0, 300, 1);
    topic.write("once", "load_kw", START, START, 1.0);
    topic.write("gone", "load_kw", START, START, null);
    topic.write("gone", "load_kw", START + HOUR, START, null);

    List<OnlineAnswer> answers =
        online.answer(
            new OnlineQuestion(
                Topic.TENANT, List.of("nobody", "s", "once", "station", "gone"), "load_kw", 6),
            Samples.basic(),
            at(300));

    assertThat(answers).extracting(OnlineAnswer::series).hasSize(5).startsWith("nobody", "s");
    assertThat(answers.get(1)).isInstanceOf(OnlineAnswer.Known.class);
    assertThat(answers)
        .filteredOn(OnlineAnswer.Unknown.class::isInstance)
        .extracting(answer -> ((OnlineAnswer.Unknown) answer).reason())
        .containsExactly(
            "'load_kw' of series 'nobody' was never observed",
            "'load_kw' of series 'once' has a single observation",
            "'load_kw' of series 'station' was never observed",
            "every value of 'load_kw' of series 'gone' is withdrawn");
  }

  @Test
  void aSetThatLooksFurtherBackThanWhatIsKeptHasTheWholeLoadedAgain() throws InvalidDefinition {
    world(topic, 0, 2_000, 1);
    topic.delivered();
    row(online, Definition.parse("features: [lag: [1]]").meaning("short", 1), at(2_000));
    int before = topic.loads();
    assertThat(stored("s")).isLessThan(200);

    ForecastRows.Row row = row(online, Samples.set("forecast_advanced"), at(2_000));

    assertThat(topic.loads()).isEqualTo(before + 1);
    assertThat(row.features().get("roll_672_mean")).isNotNaN();
    row(online, Samples.set("forecast_advanced"), at(2_000));
    assertThat(topic.loads()).isEqualTo(before + 1);
  }

  private int stored(String series) {
    SeriesKey key = new SeriesKey(Topic.TENANT, series);
    SeriesPast past = Objects.requireNonNull(cache.get(List.of(key), at(1_000_000)).get(key));
    return Objects.requireNonNull(past.variables().get("load_kw")).versions().size();
  }

  private static FeatureSet everyKind() throws InvalidDefinition {
    return Definition.parse(EVERY_KIND).meaning("every_kind", 1);
  }

  private static ForecastRows.Row row(OnlineFeatures online, FeatureSet set, Instant now) {
    OnlineAnswer answer =
        online
            .answer(new OnlineQuestion(Topic.TENANT, List.of("s"), "load_kw", HORIZON), set, now)
            .getFirst();
    assertThat(answer).isInstanceOf(OnlineAnswer.Known.class);
    return ((OnlineAnswer.Known) answer).row();
  }

  private static Map<String, Double> numbers(ForecastRows.Row row) {
    Map<String, Double> all = new LinkedHashMap<>(row.features());
    all.putAll(row.baselines());
    return all;
  }

  /** 1 when the dataset has the row, and then all numbers are the same. */
  private static int same(ForecastRows.Row row, Map<Long, Map<String, Double>> trained) {
    Map<String, Double> wanted = trained.get(row.origin().toEpochMilli());
    if (wanted == null) {
      return 0;
    }
    assertThat(row.targetTime()).isEqualTo(row.origin().plusMillis(HORIZON * HOUR));
    assertThat(numbers(row)).as("origin %s", row.origin()).isEqualTo(wanted);
    return 1;
  }

  /** The rows of the dataset of all that there is, by origin. */
  private static Map<Long, Map<String, Double>> trained(Topic topic, FeatureSet set) {
    DatasetRequest request =
        new DatasetRequest(
            Topic.TENANT,
            set.name(),
            List.of("s"),
            "load_kw",
            HORIZON,
            TimeRange.ALL,
            Samples.AS_OF,
            0.2,
            0.1);
    FeatureTable table =
        ((Prepared) Samples.rules().prepare(request, set, topic.view(Samples.AS_OF))).table();
    List<String> names = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.role() == Column.Role.FEATURE || column.role() == Column.Role.BASELINE) {
        names.add(column.name());
      }
    }
    Map<Long, Map<String, Double>> rows = new LinkedHashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        numbers.put(names.get(i), table.number(row, i));
      }
      rows.put(table.originTime(row), numbers);
    }
    return rows;
  }

  private static Topic world(int hours, long seed) {
    Topic topic = new Topic();
    world(topic, 0, hours, seed);
    return topic;
  }

  /**
   * An hour of everything: load with gaps, temperature with gaps and its forecast, pressure twice a
   * day at a station, and the tariff long known.
   */
  private static void world(Topic topic, int from, int until, long seed) {
    load(topic, from, until, seed);
    for (int hour = from; hour < until; hour++) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003 + hour);
      long time = START + hour * HOUR;
      if (random.nextInt(15) > 0) {
        topic.write("s", "temperature", time, time, random.nextDouble());
      }
      topic.write("s", "temperature", time + 10 * HOUR, time - HOUR, random.nextDouble());
      if (hour % 12 == 0) {
        topic.write("station", "pressure", time, time, 1000 + random.nextDouble());
      }
      if (hour % 24 == 0) {
        for (int ahead = 0; ahead < 24; ahead++) {
          topic.write("station", "tariff", time + (24 + ahead) * HOUR, START, (double) ahead % 7);
        }
      }
    }
  }

  private static void load(Topic topic, int from, int until, long seed) {
    double[] load = Samples.load(until, seed);
    for (int hour = from; hour < until; hour++) {
      SplittableRandom random = new SplittableRandom(seed * 7_919 + hour);
      long time = START + hour * HOUR;
      if (random.nextInt(20) > 0 || hour == 502) {
        topic.write("s", "load_kw", time, time, load[hour]);
      }
    }
  }

  /** When the hours before that one are known, and nothing of it is. */
  private static Instant at(long hour) {
    return Instant.ofEpochMilli(START + hour * HOUR - 1);
  }
}
