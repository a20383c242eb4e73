package dev.millrace.features.dataset;

import dev.millrace.features.dataset.SeriesData.Observed;
import dev.millrace.features.series.Observations;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

  public static SeriesData observed(String series, Observations observations) {
    return new Observed(series, observations);
  }

  public static DatasetRequest request(String... series) {
    return new DatasetRequest(
        "acme", "forecast_basic", List.of(series), "load_kw", 24, TimeRange.ALL, AS_OF, 0.2, 0.1);
  }
}
