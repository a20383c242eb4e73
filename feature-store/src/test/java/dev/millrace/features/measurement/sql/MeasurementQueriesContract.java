package dev.millrace.features.measurement.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.features.dataset.MeasurementView;
import dev.millrace.features.dataset.MeasurementView.Stretch;
import dev.millrace.features.dataset.SeriesData;
import dev.millrace.features.dataset.SeriesData.NothingInRange;
import dev.millrace.features.dataset.SeriesData.Observed;
import dev.millrace.features.dataset.SeriesData.UnknownSeries;
import dev.millrace.features.dataset.SeriesData.UnknownVariable;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Versions;
import dev.millrace.features.testkit.DatabaseContract;
import dev.millrace.features.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of measurements, whatever the database is. */
abstract class MeasurementQueriesContract extends DatabaseContract {

  private static final Instant T0 = Instant.parse("2025-03-30T00:00:00Z");
  private static final Instant RECORDED = Instant.parse("2025-06-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2025-07-01T00:00:00.123Z");

  private String tenant = "";
  private MeasurementQueries queries;

  MeasurementQueriesContract(TestDatabase place) {
    super(place);
  }

  @BeforeEach
  void begin() {
    tenant = "tenant-" + Long.toString(System.nanoTime(), 36);
    queries = new MeasurementQueries(database.jdbi());
  }

  @Test
  void ofEveryTimeTheVersionThatWasKnownIsReadAndCorrectedTimesAreCounted() {
    write(
        measurement("s", "v", 0, 1.0, RECORDED),
        measurement("s", "v", 1, 2.0, RECORDED),
        measurement("s", "v", 1, 2.5, LATER),
        measurement("s", "v", 1, 2.75, LATER.plusMillis(1)),
        measurement("s", "v", 2, null, LATER));

    Observations before = at(LATER.minusMillis(1), v -> v.observations("s", "v", TimeRange.ALL));
    Observations then = at(LATER, v -> v.observations("s", "v", TimeRange.ALL));
    Observations after = at(LATER.plusMillis(1), v -> v.observations("s", "v", TimeRange.ALL));

    assertThat(values(before)).containsExactly(1, 2);
    assertThat(before.corrections()).isZero();
    assertThat(values(then)).containsExactly(1, 2.5, Double.NaN);
    assertThat(then.corrections()).isEqualTo(1);
    assertThat(values(after)).containsExactly(1, 2.75, Double.NaN);
    assertThat(after.corrections()).isEqualTo(1);
    assertThat(after.time(2)).isEqualTo(hour(2).toEpochMilli());
  }

  @Test
  void theRangeIncludesItsBeginningAndExcludesItsEnd() {
    write(
        measurement("s", "v", 0, 0.0, RECORDED),
        measurement("s", "v", 1, 1.0, RECORDED),
        measurement("s", "v", 2, 2.0, RECORDED),
        measurement("s", "v", 3, 3.0, RECORDED));

    TimeRange range = new TimeRange(hour(1), hour(3));
    Observations observations = at(LATER, view -> view.observations("s", "v", range));

    assertThat(values(observations)).containsExactly(1, 2);
  }

  @Test
  void rangesAndInstantsBeyondWhatADatabaseKnowsAreWideOpen() {
    write(measurement("s", "v", 0, 1.0, RECORDED));

    TimeRange range = new TimeRange(Instant.MIN, Instant.MAX);
    Observations all = at(LATER, view -> view.observations("s", "v", range));

    assertThat(values(all)).containsExactly(1);
  }

  @Test
  void timesBefore1970AndFractionsOfASecondAreExact() {
    Instant early = Instant.parse("1899-12-31T23:59:59.999Z");
    write(at("s", "v", early, 1.0, RECORDED));

    Versions versions = at(LATER, view -> view.versions("s", "v", TimeRange.ALL));

    assertThat(versions.time(0)).isEqualTo(early.toEpochMilli());
    assertThat(versions.recordedTime(0)).isEqualTo(RECORDED.toEpochMilli());
  }

  @Test
  void allVersionsThatWereKnownAreReadInOrder() {
    write(
        measurement("s", "v", 1, 3.0, LATER),
        measurement("s", "v", 1, 2.0, RECORDED),
        measurement("s", "v", 0, 1.0, LATER),
        measurement("s", "v", 2, null, RECORDED),
        measurement("s", "v", 2, 9.0, LATER.plusMillis(1)));

    Versions versions = at(LATER, view -> view.versions("s", "v", TimeRange.ALL));

    assertThat(versions.size()).isEqualTo(4);
    assertThat(versions.value(0)).isEqualTo(1);
    assertThat(versions.knownAt(hour(1).toEpochMilli(), RECORDED.toEpochMilli())).isEqualTo(2);
    assertThat(versions.knownAt(hour(1).toEpochMilli(), LATER.toEpochMilli())).isEqualTo(3);
    assertThat(versions.value(3)).isNaN();
  }

  @Test
  void aLongSeriesIsReadWhole() {
    List<Measurement> many = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      many.add(measurement("s", "v", i, i % 7 == 3 ? null : i / 3.0, RECORDED));
    }
    write(many.toArray(Measurement[]::new));

    Observations read = at(LATER, view -> view.observations("s", "v", TimeRange.ALL));

    assertThat(read.size()).isEqualTo(20_000);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.time(i)).isEqualTo(hour(i).toEpochMilli());
      assertThat(read.value(i)).isEqualTo(Double.valueOf(i % 7 == 3 ? Double.NaN : i / 3.0));
    }
  }

  @Test
  void whatIsMissingIsToldApart() {
    write(measurement("s", "v", 0, 1.0, RECORDED));

    TimeRange early = new TimeRange(hour(-2), hour(-1));
    assertThat(find(LATER, "s", "v", TimeRange.ALL)).isInstanceOf(Observed.class);
    assertThat(find(LATER, "s", "v", early)).isEqualTo(new NothingInRange("s"));
    assertThat(find(LATER, "s", "w", TimeRange.ALL)).isEqualTo(new UnknownVariable("s"));
    assertThat(find(LATER, "t", "v", TimeRange.ALL)).isEqualTo(new UnknownSeries("t"));
    assertThat(find(RECORDED.minusMillis(1), "s", "v", TimeRange.ALL))
        .isEqualTo(new UnknownSeries("s"));
  }

  @Test
  void theSeriesOfAVariableAreListedInTheOrderOfTheirBytes() {
    write(
        measurement("b", "v", 0, 1.0, RECORDED),
        measurement("B", "v", 0, 1.0, RECORDED),
        measurement("a", "w", 0, 1.0, RECORDED),
        measurement("ä", "v", 0, 1.0, RECORDED),
        measurement("late", "v", 0, 1.0, LATER));

    assertThat(seriesWith(RECORDED, "v")).containsExactly("B", "b", "ä");
    assertThat(seriesWith(LATER, "v")).containsExactly("B", "b", "late", "ä");
    assertThat(seriesWith(LATER, "x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o'brien",
        "'); DROP TABLE measurement; --",
        "\\'; DELETE FROM measurement; --",
        "back\\slash\\",
        "$$; SELECT 1; $$",
        "%s %1$s %n",
        "{x} :tenant ?",
        "line\nbreak\ttab\r",
        "Zürich ⚡ 電力 \uD83D\uDE00",
        "' OR '1'='1",
        "\u02BC \uFF07",
        " "
      })
  void aNameIsOnlyEverAName(String name) {
    write(
        measurement("other", name, 0, 8.0, RECORDED),
        measurement(name, "other", 0, 9.0, RECORDED),
        measurement(name, name, 0, 1.0, RECORDED));

    Observations found = at(LATER, view -> view.observations(name, name, TimeRange.ALL));
    Versions versions = at(LATER, view -> view.versions(name, name, TimeRange.ALL));

    assertThat(values(found)).containsExactly(1);
    assertThat(versions.size()).isEqualTo(1);
    assertThat(seriesWith(LATER, name)).containsExactlyInAnyOrder("other", name);
    Observations others = at(LATER, view -> view.observations("other", "other", TimeRange.ALL));
    assertThat(others.size()).isZero();
  }

  @Test
  void aNameThatNoDatabaseCanHoldIsAnErrorAndTheConnectionGoesOn() {
    write(measurement("s", "v", 0, 1.0, RECORDED));

    assertThatThrownBy(() -> at(LATER, view -> view.observations("a\0b", "v", TimeRange.ALL)))
        .isInstanceOf(JdbiException.class);

    Observations found = at(LATER, view -> view.observations("s", "v", TimeRange.ALL));
    assertThat(found.size()).isEqualTo(1);
  }

  @Test
  void whatIsWrittenMeanwhileIsNotSeen() {
    write(measurement("s", "v", 0, 1.0, RECORDED));

    List<Integer> sizes =
        at(
            LATER,
            view -> {
              int before = view.observations("s", "v", TimeRange.ALL).size();
              write(
                  measurement("s", "v", 1, 2.0, RECORDED), measurement("t", "v", 0, 1.0, RECORDED));
              return List.of(
                  before,
                  view.observations("s", "v", TimeRange.ALL).size(),
                  view.versions("s", "v", TimeRange.ALL).size(),
                  view.seriesWith("v").size());
            });

    assertThat(sizes).containsExactly(1, 1, 1, 1);
    assertThat(seriesWith(LATER, "v")).containsExactly("s", "t");
  }

  @Test
  void manySeriesAreToldInOrderAndAsTheyAreOneByOne() {
    List<Measurement> many = new ArrayList<>();
    List<Stretch> wanted = new ArrayList<>();
    for (int series = 0; series < 12; series++) {
      String name = "s" + series;
      for (int i = 0; i < 2000 * (series % 3); i++) {
        many.add(measurement(name, "v", i, series + i / 8.0, RECORDED));
      }
      wanted.add(new Stretch(name, new TimeRange(hour(series), hour(1500 + series))));
    }
    write(many.toArray(Measurement[]::new));

    List<SeriesData> together = findAll("v", wanted);

    assertThat(together).extracting(SeriesData::series).startsWith("s0", "s1", "s2").hasSize(12);
    for (int series = 0; series < 12; series++) {
      SeriesData alone = find(LATER, "s" + series, "v", wanted.get(series).range());
      assertThat(together.get(series))
          .usingRecursiveComparison()
          .withStrictTypeChecking()
          .isEqualTo(alone);
    }
  }

  @Test
  void aSeriesThatCannotBeReadIsAnErrorAndTheOthersCanBeReadAgain() {
    write(measurement("s", "v", 0, 1.0, RECORDED), measurement("t", "v", 0, 2.0, RECORDED));
    Stretch s = new Stretch("s", TimeRange.ALL);
    Stretch t = new Stretch("t", TimeRange.ALL);
    Stretch impossible = new Stretch("a\0b", TimeRange.ALL);

    assertThatThrownBy(() -> findAll("v", List.of(s, t, impossible, s, t, s, t)))
        .isInstanceOf(JdbiException.class);

    assertThat(findAll("v", List.of(s, t))).allMatch(found -> found instanceof Observed);
  }

  @Test
  void theSecondConnectionSeesWhatTheFirstSees() throws InterruptedException {
    write(measurement("s", "v", 0, 1.0, RECORDED));
    List<Integer> sizes = new ArrayList<>();

    database
        .jdbi()
        .useTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            first -> {
              Companion companion = Companion.of(database.jdbi(), first);
              write(measurement("s", "v", 1, 2.0, RECORDED));
              companion.help(
                  second -> new CopiedView(database.jdbi(), second, tenant, LATER),
                  view -> sizes.add(view.observations("s", "v", TimeRange.ALL).size()));
            });

    assertThat(sizes).containsExactly(1);
  }

  @Test
  void withoutASecondConnectionTheFirstReadsAll() {
    Jdbi none =
        Jdbi.create(
            () -> {
              throw new SQLException("all connections are taken");
            });
    write(measurement("s", "v", 0, 1.0, RECORDED), measurement("t", "v", 0, 2.0, RECORDED));
    List<SeriesData> found = new ArrayList<>();

    database
        .jdbi()
        .useTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            handle ->
                new CopiedView(none, handle, tenant, LATER)
                    .findAll(
                        "v",
                        List.of(new Stretch("s", TimeRange.ALL), new Stretch("t", TimeRange.ALL)),
                        found::add));

    assertThat(found).hasSize(2).allMatch(one -> one instanceof Observed);
  }

  private List<SeriesData> findAll(String variable, List<Stretch> wanted) {
    return at(
        LATER,
        view -> {
          List<SeriesData> found = new ArrayList<>();
          view.findAll(variable, wanted, found::add);
          return found;
        });
  }

  private <T> T at(Instant asOf, Function<MeasurementView, T> reading) {
    return queries.asOf(tenant, asOf, reading::apply);
  }

  private List<String> seriesWith(Instant asOf, String variable) {
    return at(asOf, view -> view.seriesWith(variable));
  }

  private SeriesData find(Instant asOf, String series, String variable, TimeRange range) {
    return at(asOf, view -> view.find(series, variable, range));
  }

  /** With a connection of its own, also while a view is open. */
  private void write(Measurement... measurements) {
    Jdbi.create(database.dataSource())
        .useTransaction(handle -> MeasurementTable.write(handle, List.of(measurements)));
  }

  private Measurement measurement(
      String series, String variable, int hours, @Nullable Double value, Instant recorded) {
    return at(series, variable, hour(hours), value, recorded);
  }

  private Measurement at(
      String series, String variable, Instant time, @Nullable Double value, Instant recorded) {
    return new Measurement(tenant, series, variable, time, recorded, value, "kW", "test", "e");
  }

  private static Instant hour(int hours) {
    return T0.plusSeconds(3600L * hours);
  }

  private static double[] values(Observations observations) {
    double[] values = new double[observations.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = observations.value(i);
    }
    return values;
  }
}
