package dev.millrace.features;

import dev.millrace.features.dataset.DatasetRules;
import dev.millrace.features.dataset.stream.DatasetStream;
import dev.millrace.features.holiday.PublicHolidays;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.measurement.stream.MeasurementIngest;
import dev.millrace.features.set.Holidays;
import dev.millrace.features.set.registry.SetRegistry;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.db.JdbcProjection;
import dev.millrace.platform.db.JdbcProjection.Kafka;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.host.HostedService;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.topics.Topics;
import java.time.InstantSource;
import java.util.List;

/** The service: measurements into the database, datasets out of it. */
public final class FeatureStore implements HostedService {

  /** Name of the service, its section and its migrations. */
  public static final String NAME = "feature-store";

  private final Database database;
  private final MeasurementQueries queries;
  private final SetRegistry sets;
  private final JdbcProjection ingest;
  private final DatasetStream datasets;

  /** Takes the database over: it is closed with the service. */
  public FeatureStore(
      FeatureStoreConfig config,
      Database database,
      Kafka kafka,
      ObjectStore store,
      Holidays holidays,
      InstantSource clock) {
    this.database = database;
    this.queries = new MeasurementQueries(database.jdbi());
    this.sets = new SetRegistry(database.jdbi(), PublicHolidays.countries(), clock);
    this.ingest =
        new JdbcProjection(
            MeasurementIngest.NAME,
            List.of(Topics.MEASUREMENT_RECORDED),
            kafka,
            database,
            config.ingestBatch(),
            new MeasurementIngest());
    this.datasets =
        new DatasetStream(
            kafka,
            new DatasetStream.Parts(
                queries,
                sets,
                ingest.offsets(),
                new DatasetRules(config.thresholds(), holidays),
                store,
                clock),
            config.parallelDatasets());
  }

  /** Questions about what was measured. */
  public MeasurementQueries queries() {
    return queries;
  }

  /** The feature sets. */
  public SetRegistry sets() {
    return sets;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    ingest.start();
    datasets.start();
  }

  @Override
  public Health health() {
    return Health.up(NAME).and(ingest.health()).and(datasets.health());
  }

  @Override
  public void close() {
    datasets.close();
    ingest.close();
    database.close();
  }
}
