package dev.millrace.platform.streams;

import dev.millrace.platform.config.Default;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a Kafka Streams application runs.
 *
 * @param threads stream threads of this process
 * @param commitInterval how often transactions are committed; every hop of an event waits for one
 * @param stateDirectory folder for local state; it may be lost, changelogs are the truth, but the
 *     next start after a crash is slower without it
 * @param groupProtocol {@code streams} (KIP-1071) or {@code classic}
 * @param standbyReplicas copies of the stores on other processes, for fast failover
 */
public record StreamsSettings(
    @Default("1") int threads,
    @Default("1ms") Duration commitInterval,
    @Default("state") Path stateDirectory,
    @Default("streams") String groupProtocol,
    @Default("0") int standbyReplicas) {

  public StreamsSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be ≥ 1, got " + threads);
    }
    if (commitInterval.isNegative() || commitInterval.isZero()) {
      throw new IllegalArgumentException("commit-interval must be > 0, got " + commitInterval);
    }
    if (!groupProtocol.equals("streams") && !groupProtocol.equals("classic")) {
      throw new IllegalArgumentException(
          "group-protocol must be streams or classic, got " + groupProtocol);
    }
  }
}
