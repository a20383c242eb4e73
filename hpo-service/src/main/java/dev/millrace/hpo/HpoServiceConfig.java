package dev.millrace.hpo;

import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.platform.config.Default;
import dev.millrace.platform.streams.StreamsSettings;
import java.time.Duration;

/**
 * How hpo-service runs.
 *
 * @param streams the Kafka Streams application
 * @param tick how often leases, workers and deadlines are looked at
 * @param lease a started attempt is lost when nothing is heard of it for so long
 * @param pickUp a proposed attempt is lost when no worker has started it for so long
 * @param workerExpiry a worker is gone when it is silent for so long
 * @param oldestHeartbeat heartbeats written longer ago say nothing about now
 * @param longestPause after a longer time without a tick leases start anew
 * @param hopeless a study whose first trials all fail is given up after so many
 * @param memory how long a finished study is remembered, so that late repeats are recognised
 */
public record HpoServiceConfig(
    StreamsSettings streams,
    @Default("500ms") Duration tick,
    @Default("30s") Duration lease,
    @Default("60s") Duration pickUp,
    @Default("10s") Duration workerExpiry,
    @Default("60s") Duration oldestHeartbeat,
    @Default("10s") Duration longestPause,
    @Default("10") int hopeless,
    @Default("24h") Duration memory) {

  public static final String SECTION = "hpo-service";

  public HpoServiceConfig {
    if (!tick.isPositive() || tick.compareTo(longestPause) >= 0) {
      throw new IllegalArgumentException(
          "tick must be above 0 and below longest-pause %s, got %s".formatted(longestPause, tick));
    }
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("lease must be at least 1s, got " + lease);
    }
  }

  public PoolSettings pool() {
    return new PoolSettings(
        lease, pickUp, workerExpiry, oldestHeartbeat, longestPause, hopeless, memory);
  }
}
