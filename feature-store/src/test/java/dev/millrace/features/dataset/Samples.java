package dev.millrace.features.dataset;

import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Versions;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.Holidays;
import dev.millrace.features.set.registry.BuiltInSets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Hourly load of a made-up substation, and requests for it. */
public final class Samples {

  public static final long HOUR = 3_600_000;
  public static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  public static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");

  private Samples() {}

  public static long[] hours(int count) {
    long[] times = new long[count];
    Arrays.setAll(times, i -> START.toEpochMilli() + i * HOUR);
    return times;
  }

  public static double[] load(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[count];
    Arrays.setAll(
        values,
        i ->
            100
                + 20 * StrictMath.sin(2 * Math.PI * (i % 24) / 24)
                + 5 * ((i / 24) % 7 >= 5 ? -1 : 1)
                + random.nextDouble());
    return values;
  }

  public static Observations observations(int count, long seed) {
    return new Observations(hours(count), load(count, seed), 0);
  }

  /** A view of the forecast variable of one series. */
  public static MeasurementView view(String series, Observations observations) {
    return view(Map.of(series, observations));
  }

  /** A view of the forecast variable of series by name, each just as it is given. */
  public static MeasurementView view(Map<String, Observations> bySeries) {
    return new MeasurementView() {
      @Override
      public Observations observations(String series, String variable, TimeRange range) {
        return bySeries.getOrDefault(series, new Observations(new long[0], new double[0], 0));
      }

      @Override
      public Versions versions(String series, String variable, TimeRange range) {
        return new Versions(new long[0], new long[0], new double[0]);
      }

      @Override
      public List<String> seriesWith(String variable) {
        return bySeries.keySet().stream().sorted().toList();
      }

      @Override
      public List<String> variablesOf(String series) {
        return bySeries.containsKey(series) ? List.of("load_kw") : List.of();
      }
    };
  }

  /** A set that comes with Millrace. */
  public static FeatureSet set(String name) {
    return new BuiltInSets().find(name).orElseThrow().set();
  }

  public static FeatureSet basic() {
    return set("forecast_basic");
  }

  /** Rules with the thresholds of the configuration's defaults; the first of May is a holiday. */
  public static DatasetRules rules() {
    return new DatasetRules(Thresholds.DEFAULT, HOLIDAYS);
  }

  public static final Holidays HOLIDAYS =
      (country, day) -> {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getMonthValue() == 5 && date.getDayOfMonth() == 1;
      };

  public static DatasetRequest request(String... series) {
    return new DatasetRequest(
        "acme", "forecast_basic", List.of(series), "load_kw", 24, TimeRange.ALL, AS_OF, 0.2, 0.1);
  }
}
