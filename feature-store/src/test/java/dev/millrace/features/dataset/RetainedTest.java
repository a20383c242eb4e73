package dev.millrace.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Outcome.Refused;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.definition.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetainedTest {

  private static final int HOURS = 1000;
  private static final Instant CUT = Samples.START.plus(Duration.ofDays(10));

  private final MemoryView view =
      new MemoryView(Samples.AS_OF)
          .add("s", "load_kw", Samples.hours(HOURS), Samples.load(HOURS, 1))
          .add("s", "wind", Samples.hours(HOURS), Samples.load(HOURS, 2))
          .add("weather-1", "temperature", Samples.hours(HOURS), Samples.load(HOURS, 3));

  @Test
  void aRangeThatBeginsBeforeTheCutIsRefusedAndNamesIt() {
    view.remove("s", "load_kw", CUT);

    Outcome outcome = prepare(Samples.basic(), CUT.minusMillis(1));

    assertThat(((Refused) outcome).reasons())
        .containsExactly(
            new Violation(
                "config.start_date",
                "the range must not reach back to what was removed",
                "'load_kw' of series 's' was removed before 2025-01-11T00:00:00Z"
                    + " (setting feature-store.retention), start_date is 2025-01-10T23:59:59.999Z"));
  }

  @Test
  void aRangeThatBeginsAtTheCutGivesWhatItGaveBefore() {
    Prepared before = (Prepared) prepare(Samples.basic(), CUT);
    view.remove("s", "load_kw", CUT);

    Prepared after = (Prepared) prepare(Samples.basic(), CUT);

    assertThat(after.table().rows()).isEqualTo(before.table().rows());
    assertThat(after.quality()).isEqualTo(before.quality());
  }

  @Test
  void aRangeWithoutABeginningBeginsAtTheCutAndSaysSo() {
    view.remove("s", "load_kw", CUT);

    Prepared prepared = (Prepared) prepare(Samples.basic(), TimeRange.ALL.from());

    assertThat(prepared.firstObservation()).isEqualTo(CUT);
    assertThat(prepared.quality().warnings())
        .containsExactly(
            new Violation(
                "config.start_date",
                "what was observed earlier was removed",
                "the range begins at 2025-01-11T00:00:00Z: 'load_kw' of series 's' was removed"
                    + " before that (setting feature-store.retention)"));
  }

  @Test
  void aRangeThatEndsBeforeTheCutIsRefusedThoughItHasNoBeginning() {
    view.remove("s", "load_kw", CUT);

    Outcome outcome =
        Samples.rules()
            .prepare(request(new TimeRange(TimeRange.ALL.from(), CUT)), Samples.basic(), view);

    assertThat(((Refused) outcome).reasons())
        .extracting(Violation::field)
        .containsExactly("config.end_date");
  }

  @Test
  void whatFeaturesReadBesideTheTargetCountsAsWell() throws Exception {
    view.remove("s", "wind", CUT).remove("weather-1", "temperature", CUT.plusSeconds(86_400));
    FeatureSet others = set("{features: [lag: 1, {lag: 1, of: '*'}]}");
    FeatureSet wind = set("{features: [lag: 1, {lag: 1, of: wind}]}");
    FeatureSet weather = set("{features: [lag: 1, {lag: 1, of: temperature, series: weather-1}]}");

    assertThat(beginning(Samples.basic())).isEqualTo(Samples.START);
    assertThat(beginning(others)).isEqualTo(CUT);
    assertThat(beginning(wind)).isEqualTo(CUT);
    assertThat(beginning(weather)).isEqualTo(CUT.plusSeconds(86_400));
    assertThat(prepare(weather, CUT)).isInstanceOf(Refused.class);
    assertThat(prepare(wind, CUT)).isInstanceOf(Prepared.class);
  }

  @Test
  void aVariableThatNoFeatureReadsMayBeGone() {
    view.remove("s", "wind", Samples.AS_OF);

    Prepared prepared = (Prepared) prepare(Samples.basic(), Samples.START);

    assertThat(prepared.quality().warnings()).isEmpty();
  }

  @Test
  void eachSeriesBeginsWhereItIsKept() {
    view.add("t", "load_kw", Samples.hours(HOURS), Samples.load(HOURS, 4));
    view.remove("t", "load_kw", CUT);

    Prepared prepared =
        (Prepared) Samples.rules().prepare(Samples.request("s", "t"), Samples.basic(), view);

    assertThat(prepared.firstObservation()).isEqualTo(Samples.START);
    assertThat(prepared.quality().observations()).isEqualTo(HOURS + HOURS - 240);
    assertThat(prepared.quality().warnings()).hasSize(1);
  }

  private Instant beginning(FeatureSet set) {
    return ((Prepared) prepare(set, TimeRange.ALL.from())).firstObservation();
  }

  private Outcome prepare(FeatureSet set, Instant from) {
    return Samples.rules().prepare(request(new TimeRange(from, TimeRange.ALL.until())), set, view);
  }

  private static DatasetRequest request(TimeRange range) {
    return new DatasetRequest(
        "acme", "any", List.of("s"), "load_kw", 24, range, Samples.AS_OF, 0.2, 0.1);
  }

  private static FeatureSet set(String yaml) throws Exception {
    return Definition.parse(yaml).meaning("any", 1);
  }
}
