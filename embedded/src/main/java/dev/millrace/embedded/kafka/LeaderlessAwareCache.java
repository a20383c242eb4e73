package dev.millrace.embedded.kafka;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;

/**
 * Tells a partition that has no leader just now from one that does not exist. Kafka's own cache
 * does not (KAFKA-20734), and the transaction coordinator takes what does not exist for deleted:
 * when a broker that was killed while a transaction ended starts again, all partitions are without
 * a leader for a moment, the transaction is completed without its markers, and whoever reads the
 * offsets that it committed waits for ever.
 */
final class LeaderlessAwareCache extends KRaftMetadataCache {
  LeaderlessAwareCache(int brokerId, Supplier<KRaftVersion> version) {
    super(brokerId, version);
  }

  @Override
  public Optional<Node> getPartitionLeaderEndpoint(
      String topic, int partition, ListenerName listener) {
    return super.getPartitionLeaderEndpoint(topic, partition, listener)
        .or(
            () ->
                contains(new TopicPartition(topic, partition))
                    ? Optional.of(Node.noNode())
                    : Optional.empty());
  }
}
