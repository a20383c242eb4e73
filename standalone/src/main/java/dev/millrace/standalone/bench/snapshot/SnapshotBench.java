package dev.millrace.standalone.bench.snapshot;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.features.FeatureStore;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.DatasetRules;
import dev.millrace.features.dataset.FeatureTable;
import dev.millrace.features.dataset.MeasurementView;
import dev.millrace.features.dataset.Outcome;
import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Outcome.Refused;
import dev.millrace.features.dataset.Thresholds;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.dataset.parquet.ParquetSnapshot;
import dev.millrace.features.holiday.PublicHolidays;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.registry.BuiltInSets;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.S3ObjectStore;
import dev.millrace.platform.storage.StorageSettings;
import dev.millrace.platform.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * The way of a dataset, as feature-store goes it, on an embedded database and object storage: read
 * the measurements, judge them, compute and write the rows, upload the file.
 */
public final class SnapshotBench {

  private static final String FEATURE_SET = "forecast_basic";
  private static final int HORIZON = 24;

  /**
   * One snapshot.
   *
   * @param read measurements from the database into memory
   * @param rules from there to a table, whose values are not computed yet
   * @param write the values, and the file
   * @param upload hash and transfer; little when the same file is there already
   * @param heapBytes most that the heap held beyond what it held before, garbage included
   * @param residentBytes most that the process had beyond what it had before, where that is known
   */
  public record Run(
      long rows,
      int columns,
      Phase read,
      Phase rules,
      Phase write,
      Phase upload,
      StoredObject file,
      long heapBytes,
      OptionalLong residentBytes) {

    /** All phases together. */
    public Phase total() {
      return read.plus(rules).plus(write).plus(upload);
    }
  }

  /**
   * What came out.
   *
   * @param filling time to generate and copy the measurements
   */
  public record Result(SnapshotLoad load, Duration filling, List<Run> runs) {
    public Result {
      runs = List.copyOf(runs);
    }

    /** Whether every run gave the same bytes. */
    public boolean same() {
      return runs.stream().map(run -> run.file().sha256()).distinct().count() == 1;
    }
  }

  /** Those of the configuration, but for the limit on the size, which is what is measured. */
  private static final Thresholds THRESHOLDS =
      new Thresholds(
          Thresholds.DEFAULT.fewestRows(),
          Thresholds.DEFAULT.fewRows(),
          Thresholds.DEFAULT.mostZeros(),
          Thresholds.DEFAULT.manyZeros(),
          Thresholds.DEFAULT.levelJump(),
          Integer.MAX_VALUE / 2);

  private final SnapshotLoad load;
  private final GeneratedSeries generated;
  private final FeatureSet set = new BuiltInSets().find(FEATURE_SET).orElseThrow().set();
  private final DatasetRules rules = new DatasetRules(THRESHOLDS, new PublicHolidays());

  public SnapshotBench(SnapshotLoad load) {
    this.load = load;
    this.generated = new GeneratedSeries(load);
  }

  /** Fills a database, then makes the same snapshot so many times. */
  public Result run(int times, LongConsumer progress) throws IOException {
    try (EmbeddedStack stack = EmbeddedStack.temporary(Part.POSTGRES, Part.S3);
        Database database =
            Database.open(
                DatabaseSettings.at(
                    stack.jdbcUrl(), stack.databaseUser(), stack.databasePassword()),
                FeatureStore.NAME);
        S3ObjectStore store = new S3ObjectStore(storage(stack))) {
      store.ensureBucket();
      Stopwatch watch = new Stopwatch();
      generated.write(database.jdbi(), progress);
      Duration filling = watch.lap().wall();
      MeasurementQueries queries = new MeasurementQueries(database.jdbi());
      List<Run> runs = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        runs.add(snapshot(queries, store, stack.dataDirectory().resolve("bench-" + i)));
      }
      return new Result(load, filling, runs);
    }
  }

  private static StorageSettings storage(EmbeddedStack stack) {
    return new StorageSettings(
        stack.s3Endpoint(),
        "us-east-1",
        stack.s3Bucket(),
        stack.s3AccessKey(),
        stack.s3SecretKey());
  }

  private Run snapshot(MeasurementQueries queries, ObjectStore store, Path file)
      throws IOException {
    MemoryPeak memory = new MemoryPeak();
    DatasetRequest request = request();
    Stopwatch watch = new Stopwatch();
    Judged judged = queries.asOf(request.tenant(), request.asOf(), view -> judge(request, view));
    Phase prepared = watch.lap();
    FeatureTable table = table(judged.outcome());
    ParquetSnapshot.write(table, file);
    Phase written = watch.lap();
    StoredObject stored = store.put("datasets", ".parquet", file);
    Phase uploaded = watch.lap();
    Files.delete(file);
    return new Run(
        table.rows(),
        table.columns().size(),
        judged.reading(),
        prepared.minus(judged.reading()),
        written,
        uploaded,
        stored,
        memory.heapBytes(),
        memory.residentBytes());
  }

  private record Judged(Outcome outcome, Phase reading) {}

  private Judged judge(DatasetRequest request, MeasurementView view) {
    TimedView timed = new TimedView(view);
    Outcome outcome = rules.prepare(request, set, timed);
    return new Judged(outcome, timed.spent());
  }

  private static FeatureTable table(Outcome outcome) {
    return switch (outcome) {
      case Prepared prepared -> prepared.table();
      case Refused refused ->
          throw new IllegalArgumentException("the dataset was refused: " + refused.reasons());
    };
  }

  private DatasetRequest request() {
    return new DatasetRequest(
        GeneratedSeries.TENANT,
        FEATURE_SET,
        generated.names(),
        GeneratedSeries.VARIABLE,
        HORIZON,
        TimeRange.ALL,
        generated.end(),
        0.2,
        0.1);
  }
}
