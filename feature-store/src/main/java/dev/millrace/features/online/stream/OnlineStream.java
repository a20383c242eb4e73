package dev.millrace.features.online.stream;

import dev.millrace.events.MeasurementRecorded;
import dev.millrace.features.dataset.stream.Barrier;
import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.measurement.MeasurementRules;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.measurement.stream.MeasurementIngest;
import dev.millrace.features.online.GatheredSource;
import dev.millrace.features.online.OnlineFeatures;
import dev.millrace.features.online.SeriesCache;
import dev.millrace.features.set.Holidays;
import dev.millrace.platform.db.JdbcProjection.Kafka;
import dev.millrace.platform.db.Offsets;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.topics.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;

/**
 * Keeps the cache of recent measurements up to date: reads the whole topic in every instance, from
 * its end on, for each of them answers for every series.
 */
public final class OnlineStream implements AutoCloseable {

  private static final String NAME = "feature-store-online";

  /** So many measurements late is more than a moment. */
  private static final long MOST_BEHIND = 10_000;

  /** At once; each takes a connection to the database from whoever else needs one. */
  private static final int LOADS = 2;

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final InstantSource clock;
  private final TopicTail tail;
  private final SeriesCache cache;
  private final OnlineFeatures features;

  /**
   * Where series come from before they are followed.
   *
   * @param admin asked how far the topics reach; not closed
   * @param ingested how far the measurements have got into the database
   */
  public record Stored(Admin admin, MeasurementQueries queries, Offsets ingested) {}

  /**
   * @param limit most series in the cache
   */
  public OnlineStream(
      Kafka kafka, Stored stored, int limit, Holidays holidays, InstantSource clock) {
    this.clock = clock;
    this.tail = new TopicTail(NAME, kafka.clients(), kafka.codec(), TopicTail.From.END);
    Barrier barrier = new Barrier(stored.admin(), stored.ingested(), stopping);
    this.cache =
        new SeriesCache(
            limit,
            new GatheredSource(new StoredSeries(barrier, stored.queries()), LOADS),
            tail::isCurrent);
    this.features = new OnlineFeatures(cache, holidays);
    // Nobody waits for news of an empty cache: what it will hold is loaded with them.
    tail.onValues(Topics.MEASUREMENT_RECORDED, () -> !cache.isEmpty(), this::arrived);
  }

  private void arrived(Instant written, MeasurementRecorded event) {
    Measurement measurement = MeasurementIngest.measurement(event, written);
    if (MeasurementRules.broken(measurement, written).isEmpty()) {
      cache.add(measurement, clock.instant());
    }
  }

  /** The features of series as they are now. */
  public OnlineFeatures features() {
    return features;
  }

  public void start() {
    tail.start();
  }

  /** Down when the topic is no longer read: answers are then loaded, slowly, and still right. */
  public Health health() {
    if (tail.hasEnded()) {
      return Health.down(NAME, "measurements are no longer followed");
    }
    long behind = tail.lag();
    if (!tail.isCurrent()) {
      return Health.starting(NAME, "measurements are not followed yet");
    }
    return behind > MOST_BEHIND
        ? Health.starting(NAME, "%d measurements behind".formatted(behind))
        : Health.up(NAME);
  }

  @Override
  public void close() {
    stopping.countDown();
    tail.close();
  }
}
