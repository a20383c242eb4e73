package dev.millrace.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.Test;

class LeaderlessAwareCacheTest {
  private static final int NO_LEADER = -1;
  private static final ListenerName LISTENER = new ListenerName(BrokerSettings.BROKER_LISTENER);

  /** As it is while a broker that was killed has come back, and serves nothing yet. */
  private static MetadataImage leaderless() {
    Uuid id = Uuid.randomUuid();
    MetadataDelta delta = new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
    delta.replay(new TopicRecord().setName("offsets").setTopicId(id));
    delta.replay(new PartitionRecord().setTopicId(id).setPartitionId(0).setLeader(NO_LEADER));
    return delta.apply(MetadataProvenance.EMPTY);
  }

  @Test
  void tellsAPartitionWithoutALeaderFromOneThatDoesNotExist() {
    var cache = new LeaderlessAwareCache(1, () -> KRaftVersion.KRAFT_VERSION_0);
    cache.setImage(leaderless());

    assertThat(cache.getPartitionLeaderEndpoint("offsets", 0, LISTENER)).contains(Node.noNode());
    assertThat(cache.getPartitionLeaderEndpoint("offsets", 1, LISTENER)).isEmpty();
    assertThat(cache.getPartitionLeaderEndpoint("deleted", 0, LISTENER)).isEmpty();
  }

  /** When this fails, Kafka has mended it, and {@link PatientBroker} may go. */
  @Test
  void isNeededAsLongAsKafkaTakesTheOneForTheOther() {
    var unaware = new KRaftMetadataCache(1, () -> KRaftVersion.KRAFT_VERSION_0);
    unaware.setImage(leaderless());

    assertThat(unaware.getPartitionLeaderEndpoint("offsets", 0, LISTENER)).isEmpty();
  }
}
