package dev.millrace.features;

import dev.millrace.features.dataset.DatasetRules;
import dev.millrace.features.dataset.stream.DatasetStream;
import dev.millrace.features.export.sql.ExportTable;
import dev.millrace.features.export.stream.ExportDesk;
import dev.millrace.features.export.stream.ExportStream;
import dev.millrace.features.holiday.PublicHolidays;
import dev.millrace.features.lineage.Lineage;
import dev.millrace.features.lineage.ModelNeeds;
import dev.millrace.features.lineage.ModelProjection;
import dev.millrace.features.lineage.References;
import dev.millrace.features.lineage.Reports;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.measurement.sql.RemovedTimes;
import dev.millrace.features.measurement.stream.MeasurementIngest;
import dev.millrace.features.online.OnlineFeatures;
import dev.millrace.features.online.stream.OnlineStream;
import dev.millrace.features.retention.job.Retention;
import dev.millrace.features.set.Holidays;
import dev.millrace.features.set.registry.SetRegistry;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.db.JdbcProjection;
import dev.millrace.platform.db.JdbcProjection.Kafka;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.host.HostedService;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** The service: measurements into the database, datasets and features out of it. */
public final class FeatureStore implements HostedService {

  /** Name of the service, its section and its migrations. */
  public static final String NAME = "feature-store";

  private static final int MODELS_AT_ONCE = 500;

  private final Database database;
  private final Admin admin;
  private final MeasurementQueries queries;
  private final SetRegistry sets;
  private final JdbcProjection ingest;
  private final JdbcProjection models;
  private final Reports reports;
  private final DatasetStream datasets;
  private final OnlineStream online;
  private final ExportTable exports;
  private final ExportStream exporting;
  private final RemovedTimes removed;
  private final Retention retention;

  /** What the service tells the time by, and where it counts. */
  public record Instruments(InstantSource clock, MeterRegistry meters) {}

  /** Takes the database over: it is closed with the service. */
  public FeatureStore(
      FeatureStoreConfig config,
      Database database,
      Kafka kafka,
      ObjectStore store,
      Holidays holidays,
      Instruments instruments) {
    InstantSource clock = instruments.clock();
    this.database = database;
    this.admin = kafka.clients().admin();
    this.queries = new MeasurementQueries(database.jdbi());
    this.sets = new SetRegistry(database.jdbi(), PublicHolidays.countries(), clock);
    this.removed = new RemovedTimes(database.jdbi());
    this.ingest =
        new JdbcProjection(
            MeasurementIngest.NAME,
            List.of(Topics.MEASUREMENT_RECORDED),
            kafka,
            database,
            config.ingestBatch(),
            new MeasurementIngest(removed));
    this.reports = new Reports(database.jdbi(), kafka.codec());
    this.models =
        new JdbcProjection(
            ModelProjection.NAME,
            List.of(Topics.MODEL_REGISTERED, Topics.MODEL_STAGE_CHANGED),
            kafka,
            database,
            MODELS_AT_ONCE,
            new ModelProjection());
    DatasetRules rules = new DatasetRules(config.thresholds(), holidays);
    this.datasets =
        new DatasetStream(
            kafka,
            admin,
            new DatasetStream.Parts(
                queries,
                sets,
                ingest.offsets(),
                rules,
                store,
                new Lineage(new References(database.jdbi()), reports, config.movedPsi()),
                clock),
            config.parallelDatasets());
    this.online =
        new OnlineStream(
            kafka,
            new OnlineStream.Stored(admin, queries, ingest.offsets()),
            config.onlineSeries(),
            holidays,
            clock);
    this.exports = new ExportTable(database.jdbi());
    this.exporting =
        new ExportStream(
            admin,
            new ExportStream.Parts(exports, queries, sets, ingest.offsets(), rules, store, clock));
    this.retention =
        new Retention(
            config.retentionPolicy(),
            new Retention.Parts(
                database.jdbi(),
                admin,
                models.offsets(),
                new ModelNeeds(database.jdbi(), sets),
                removed,
                clock,
                instruments.meters()));
  }

  /** Questions about what was measured. */
  public MeasurementQueries queries() {
    return queries;
  }

  /** The feature sets. */
  public SetRegistry sets() {
    return sets;
  }

  /** Features of series as they are now. */
  public OnlineFeatures online() {
    return online.features();
  }

  /** The exports that were accepted. */
  public ExportTable exports() {
    return exports;
  }

  /** Where exports are ordered. */
  public ExportDesk exportDesk() {
    return exporting.desk();
  }

  /** The answers to jobs. */
  public Reports reports() {
    return reports;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    removed.refresh();
    ingest.start();
    models.start();
    datasets.start();
    online.start();
    exporting.start();
    retention.start();
  }

  @Override
  public Health health() {
    return Health.up(NAME)
        .and(ingest.health())
        .and(models.health())
        .and(datasets.health())
        .and(online.health())
        .and(exporting.health());
  }

  @Override
  public void close() {
    exporting.close();
    online.close();
    retention.close();
    datasets.close();
    models.close();
    ingest.close();
    admin.close();
    database.close();
  }
}
