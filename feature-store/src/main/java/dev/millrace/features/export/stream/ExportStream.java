package dev.millrace.features.export.stream;

import dev.millrace.features.dataset.DatasetRules;
import dev.millrace.features.dataset.stream.Barrier;
import dev.millrace.features.dataset.stream.Preparation;
import dev.millrace.features.dataset.stream.Snapshots;
import dev.millrace.features.dataset.stream.StoppedException;
import dev.millrace.features.export.Export;
import dev.millrace.features.export.Progress;
import dev.millrace.features.export.sql.ExportTable;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.set.FeatureSets;
import dev.millrace.platform.db.Offsets;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the exports that wait, one after the other; other instances make others at the same time.
 * One that a process died over, or for which a server was away, is made again.
 */
public final class ExportStream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExportStream.class);
  private static final String NAME = "feature-store-exports";

  /** Orders of this process ring; looking is for those that others left or have no time for. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Bell bell = new Bell();
  private final ExportMaker maker;
  private final Parts parts;
  private final ExportDesk desk;
  private final Thread thread;

  /**
   * What exports are made of.
   *
   * @param ingested how far the measurements have got into the database
   */
  public record Parts(
      ExportTable table,
      MeasurementQueries queries,
      FeatureSets sets,
      Offsets ingested,
      DatasetRules rules,
      ObjectStore store,
      InstantSource clock) {}

  /**
   * @param admin asked how far the topics reach; not closed
   */
  public ExportStream(Admin admin, Parts parts) {
    this.parts = parts;
    Barrier barrier = new Barrier(admin, parts.ingested(), stopping);
    this.maker =
        new ExportMaker(
            new Preparation(barrier, parts.queries(), parts.sets(), parts.rules()),
            parts.table(),
            new Snapshots(parts.store()),
            parts.clock());
    this.desk = new ExportDesk(parts.table(), bell);
    this.thread = Thread.ofPlatform().name(NAME).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Where exports are ordered. */
  public ExportDesk desk() {
    return desk;
  }

  public Health health() {
    return thread.isAlive() ? Health.up(NAME) : Health.down(NAME, "exports are no longer made");
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        bell.await(step());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoppedException e) {
      LOG.debug("stopped while an export waited");
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).log("the maker of exports ended");
      throw e;
    }
  }

  /** Makes an export if there is one; says how long to wait for the next. */
  private Duration step() {
    try {
      return parts.table().work(this::make) ? Duration.ZERO : LOOK_AGAIN;
    } catch (IOException | JdbiException | KafkaException e) {
      LOG.atWarn()
          .addKeyValue("cause", e.toString())
          .log("an export cannot be made now, trying again");
      return PAUSE;
    }
  }

  private Progress make(Export export) throws IOException {
    try {
      Progress end = maker.make(export);
      LOG.atInfo()
          .addKeyValue("exportId", export.order().id())
          .addKeyValue("status", end.word())
          .log("export ended");
      return end;
    } catch (StoppedException | JdbiException | KafkaException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("exportId", export.order().id())
          .log("making an export failed");
      return new Progress.Failed(
          "making the export failed unexpectedly: " + e, parts.clock().instant());
    }
  }

  /** Ends all waiting; an export that was under way is made again at the next start. */
  @Override
  public void close() {
    stopping.countDown();
    bell.ring();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
