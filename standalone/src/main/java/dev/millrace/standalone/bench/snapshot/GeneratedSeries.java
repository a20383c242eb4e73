package dev.millrace.standalone.bench.snapshot;

import dev.millrace.platform.db.BinaryCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Fills the table of measurements as years of ingest would have: all series side by side, in the
 * order of time. A value is a day's and a week's wave and noise, with two decimals, as meters send;
 * the same load always has the same values.
 */
public final class GeneratedSeries {

  static final String TENANT = "bench";
  static final String VARIABLE = "load_kw";

  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final @Nullable UUID NO_EVENT = null;
  private static final int FIELDS = 7;
  private static final int MINUTES_PER_DAY = 1440;

  /** How often progress is told. */
  private static final int PARTS = 10;

  private static final String ADD_VARIABLE =
      """
      INSERT INTO variable_summary
        (tenant_id, series, variable, unit,
         first_observed, last_observed, first_recorded, last_recorded, measurements)
      VALUES (:tenant, :series, :variable, 'kW', :first, :last, :first, :last, :measurements)
      RETURNING variable_id
      """;

  private static final String ADD_PROVENANCE =
      "INSERT INTO provenance (source, unit) VALUES ('bench', 'kW') RETURNING provenance_id";

  private static final String COPY =
      """
      COPY measurement_version
        (variable_id, observed_at, recorded_at, superseded_at, value, event_key, provenance_id)
      FROM STDIN (FORMAT binary)
      """;

  private final SnapshotLoad load;
  private final double[] day = wave(MINUTES_PER_DAY);
  private final double[] week = wave(7 * MINUTES_PER_DAY);

  public GeneratedSeries(SnapshotLoad load) {
    this.load = load;
  }

  public List<String> names() {
    return IntStream.range(0, load.series()).mapToObj("series-%05d"::formatted).toList();
  }

  /** An instant at which everything is known. */
  public Instant end() {
    return time(load.steps());
  }

  /** Fills it in one transaction; {@code progress} is told how many values are there. */
  public void write(Jdbi jdbi, LongConsumer progress) {
    jdbi.useTransaction(
        handle -> {
          int[] variables = names().stream().mapToInt(name -> addVariable(handle, name)).toArray();
          int provenance = handle.createQuery(ADD_PROVENANCE).mapTo(Integer.class).one();
          BinaryCopy.into(handle, COPY, rows -> copy(rows, variables, provenance, progress));
        });
    // What a server does by itself between batches of ingest, and not yet after one transaction.
    jdbi.useHandle(handle -> handle.execute("VACUUM (ANALYZE) measurement_version"));
  }

  private int addVariable(Handle handle, String name) {
    return handle
        .createQuery(ADD_VARIABLE)
        .bind("tenant", TENANT)
        .bind("series", name)
        .bind("variable", VARIABLE)
        .bind("first", BEGIN)
        .bind("last", end())
        .bind("measurements", load.steps())
        .mapTo(Integer.class)
        .one();
  }

  private void copy(BinaryCopy rows, int[] variables, int provenance, LongConsumer progress) {
    SplittableRandom random = new SplittableRandom(load.series());
    for (long step = 0; step < load.steps(); step++) {
      Instant time = time(step);
      Instant recorded = time.plus(DELAY);
      for (int series = 0; series < variables.length; series++) {
        rows.row(FIELDS)
            .put(variables[series])
            .put(time)
            .put(recorded)
            .put(Instant.MAX)
            .put(Double.valueOf(value(series, step, random)))
            .put(NO_EVENT)
            .put(provenance);
      }
      if ((step + 1) * PARTS / load.steps() > step * PARTS / load.steps()) {
        progress.accept((step + 1) * variables.length);
      }
    }
  }

  private double value(int series, long step, SplittableRandom random) {
    long minute = step * load.stepMinutes() + 37L * series;
    double level = 100 + series;
    double load =
        level
            + 20 * day[(int) (minute % day.length)]
            + 5 * week[(int) (minute % week.length)]
            + random.nextDouble();
    return Math.round(100 * load) / 100.0;
  }

  private Instant time(long step) {
    return BEGIN.plus(Duration.ofMinutes(step * load.stepMinutes()));
  }

  private static double[] wave(int length) {
    return IntStream.range(0, length)
        .mapToDouble(i -> StrictMath.sin(2 * Math.PI * i / length))
        .toArray();
  }
}
