package dev.millrace.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.features.dataset.MemoryView.Recorded;
import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.set.Feature;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.definition.Definition;
import dev.millrace.features.set.definition.InvalidDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes the future and sees that the past does not move: for an origin nothing counts that was
 * observed at it or later, or recorded later, and for a dataset nothing that was recorded after its
 * as-of.
 */
class NoLeakTest {

  private static final int HOURS = 700;

  /** One of every kind, of every source. Plans are left out: they are known whenever recorded. */
  private static final String EVERY_KIND =
      """
      time_zone: Europe/Berlin
      country: DE
      features:
        - lag: [1, 24]
        - difference: [1, 24]
        - rolling: [24]
          minimum_share: 0.5
        - ewm: [3]
          minimum_share: 0.5
        - lag: [1, 5]
          of: "*"
        - difference: [2]
          of: temperature
        - rolling: [6]
          of: temperature
          minimum_share: 0.2
        - ewm: [2]
          of: temperature
          minimum_share: 0.2
        - lag: [1]
          of: pressure
          series: station
        - known_ahead: recorded
          of: temperature
        - known_ahead: recorded
          of: pressure
          series: station
        - calendar: [hour, hour_sin, day_of_week, is_weekend]
        - holidays: [is_holiday, day_before_holiday, day_after_holiday]
      seasons: [24h, 168h]
      """;

  private static final FeatureSet SET = set();

  private static FeatureSet set() {
    try {
      return Definition.parse(EVERY_KIND).meaning("every_kind", 1);
    } catch (InvalidDefinition e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theSetHasEveryKindOfFeatureThereIs() {
    Set<Class<?>> kinds =
        SET.plan(Samples.HOUR, List.of("temperature")).features().stream()
            .map(Feature::getClass)
            .collect(Collectors.toSet());

    assertThat(kinds).containsExactlyInAnyOrder(Feature.class.getPermittedSubclasses());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingAtOrAfterAnOriginMovesItsFeatures(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MemoryView before = world(random);
    long cut = Samples.hours(HOURS)[random.nextInt(300, 650)];

    MemoryView after = new MemoryView(Samples.AS_OF);
    for (Recorded one : before.all()) {
      boolean future = one.observedAt() >= cut && one.recordedAt() >= cut;
      after.add(
          future
              ? new Recorded(
                  one.series(),
                  one.variable(),
                  one.observedAt(),
                  one.recordedAt(),
                  random.nextInt(5) == 0 ? Double.NaN : 1e6 * random.nextGaussian())
              : one);
    }
    // Values that were withdrawn or corrected after the origin, of targets that were forecast.
    for (Recorded one : before.all()) {
      if (one.observedAt() >= cut && one.recordedAt() < cut && random.nextBoolean()) {
        after.add(
            new Recorded(
                one.series(),
                one.variable(),
                one.observedAt(),
                cut + random.nextInt(1, 9_000),
                -77));
      }
    }

    // A row whose target was withdrawn is not there any more; the others are as they were.
    List<String> moved = new ArrayList<>(features(after, cut));
    assertThat(moved).hasSizeGreaterThan(50);
    moved.removeAll(features(before, cut));
    assertThat(moved).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingRecordedAfterAsOfMovesADataset(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MemoryView world = world(random);
    Instant asOf = Instant.ofEpochMilli(Samples.hours(HOURS)[random.nextInt(500, 650)]);
    List<String> before = features(world.at(asOf), Long.MAX_VALUE);

    for (Recorded one : world.all()) {
      if (random.nextInt(3) == 0) {
        long later = asOf.toEpochMilli() + 1 + random.nextInt(1_000_000);
        world.add(
            new Recorded(
                one.series(), one.variable(), one.observedAt(), later, random.nextDouble()));
      }
    }
    world.add("s", "new_variable", new long[] {asOf.toEpochMilli() + 1}, new double[] {1});

    assertThat(features(world.at(asOf), Long.MAX_VALUE)).isEqualTo(before).isNotEmpty();
  }

  @Test
  void aForecastCountsFromTheHourInWhichItWasMade() {
    MemoryView world = world(new SplittableRandom(5));
    long target = Samples.hours(HOURS)[400];
    long made = target - Duration.ofHours(24).toMillis();

    world.add(new Recorded("s", "temperature", target, made, 1234.5));
    world.add(new Recorded("s", "temperature", target, made + 1, 9999));

    assertThat(features(world, Long.MAX_VALUE))
        .filteredOn(row -> row.startsWith(Instant.ofEpochMilli(made).toString()))
        .singleElement()
        .satisfies(row -> assertThat(row).contains("temperature_ahead=1234.5"));
  }

  /** A load that is recorded when observed, and weather whose forecasts come before it. */
  private static MemoryView world(SplittableRandom random) {
    long[] hours = Samples.hours(HOURS);
    MemoryView world = new MemoryView(Samples.AS_OF);
    world.add("s", "load_kw", hours, Samples.load(HOURS, random.nextLong()));
    for (int i = 0; i < HOURS; i++) {
      for (int ahead = 30; ahead >= 0; ahead -= 15) {
        long recorded = hours[i] - ahead * Samples.HOUR + random.nextInt(1, 1000);
        double value = random.nextGaussian();
        world.add(new Recorded("s", "temperature", hours[i], recorded, value));
        world.add(new Recorded("station", "pressure", hours[i], recorded, value));
      }
    }
    return world;
  }

  /** Features and baselines of the rows up to an origin, as text with every bit. */
  private static List<String> features(MemoryView view, long lastOrigin) {
    DatasetRequest request =
        new DatasetRequest(
            "acme", "x", List.of("s"), "load_kw", 24, TimeRange.ALL, Samples.AS_OF, 0.2, 0.1);
    FeatureTable table = ((Prepared) Samples.rules().prepare(request, SET, view)).table();
    List<Column> numbers = table.columns().stream().filter(c -> c.role().numeric()).toList();
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      if (table.originTime(row) <= lastOrigin) {
        StringBuilder text = new StringBuilder();
        text.append(Instant.ofEpochMilli(table.originTime(row)));
        for (int c = 0; c < numbers.size(); c++) {
          if (numbers.get(c).role() != Column.Role.TARGET) {
            text.append(' ').append(numbers.get(c).name()).append('=').append(table.number(row, c));
          }
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }
}
