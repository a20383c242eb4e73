package dev.millrace.embedded.kafka;

import kafka.server.BrokerServer;
import kafka.server.SharedServer;
import org.apache.kafka.metadata.KRaftMetadataCache;

/** A broker that waits for a leader where there is none, see {@link LeaderlessAwareCache}. */
final class PatientBroker extends BrokerServer {
  private final SharedServer shared;

  PatientBroker(SharedServer shared) {
    super(shared);
    this.shared = shared;
  }

  /** Scala's setter, which the start-up calls with Kafka's own cache. */
  @Override
  public void metadataCache_$eq(KRaftMetadataCache unaware) {
    super.metadataCache_$eq(
        new LeaderlessAwareCache(
            BrokerSettings.NODE_ID, () -> shared.raftManager().client().kraftVersion()));
  }
}
