package dev.millrace.features.dataset.stream;

import dev.millrace.features.dataset.DatasetRules;
import dev.millrace.features.lineage.Lineage;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.set.FeatureSets;
import dev.millrace.platform.db.JdbcProjection.Kafka;
import dev.millrace.platform.db.Offsets;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.storage.ObjectStore;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;

/**
 * Answers every {@code job-accepted} with a {@code dataset-prepared}, one that is per series with
 * {@code series-listed} if it names none.
 */
public final class DatasetStream implements AutoCloseable {

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final DatasetConsumer consumer;

  /**
   * What the answers are made of.
   *
   * @param ingested how far the measurements have got into the database
   */
  public record Parts(
      MeasurementQueries queries,
      FeatureSets sets,
      Offsets ingested,
      DatasetRules rules,
      ObjectStore store,
      Lineage lineage,
      InstantSource clock) {}

  /**
   * @param admin asked how far the topics reach; not closed
   * @param limit most datasets that are built at once
   */
  public DatasetStream(Kafka kafka, Admin admin, Parts parts, int limit) {
    Barrier barrier = new Barrier(admin, parts.ingested(), stopping);
    DatasetMaker maker =
        new DatasetMaker(
            new Preparation(barrier, parts.queries(), parts.sets(), parts.rules()),
            new Snapshots(parts.store()),
            parts.lineage(),
            parts.clock());
    SeriesLister lister = new SeriesLister(barrier, parts.queries(), parts.clock());
    DatasetJob job = new DatasetJob(maker, lister, kafka.publisher(), stopping);
    this.consumer = new DatasetConsumer(kafka, job, limit, stopping);
  }

  public void start() {
    consumer.start();
  }

  public Health health() {
    return consumer.health();
  }

  /** Ends all waiting; a job that was under way is done again at the next start. */
  @Override
  public void close() {
    stopping.countDown();
    consumer.close();
  }
}
