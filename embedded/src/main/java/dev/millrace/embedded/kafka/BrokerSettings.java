package dev.millrace.embedded.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** What a one-node Kafka needs to be complete, quick to answer and small. */
final class BrokerSettings {
  static final String BROKER_LISTENER = "BROKER";
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  static final int NODE_ID = 1;

  private BrokerSettings() {}

  static Properties of(Path directory, int brokerPort, int controllerPort) {
    Properties settings = new Properties();
    identity(settings, directory, brokerPort, controllerPort);
    oneNode(settings);
    prompt(settings);
    small(settings);
    lasting(settings);
    return settings;
  }

  private static void identity(
      Properties settings, Path directory, int brokerPort, int controllerPort) {
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", Integer.toString(NODE_ID));
    settings.setProperty("log.dirs", directory.toString());
    settings.setProperty(
        "listeners",
        "%s://127.0.0.1:%d,%s://127.0.0.1:%d"
            .formatted(BROKER_LISTENER, brokerPort, CONTROLLER_LISTENER, controllerPort));
    settings.setProperty("inter.broker.listener.name", BROKER_LISTENER);
    settings.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    settings.setProperty(
        "listener.security.protocol.map",
        "%s:PLAINTEXT,%s:PLAINTEXT".formatted(BROKER_LISTENER, CONTROLLER_LISTENER));
    settings.setProperty(
        "controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE_ID, controllerPort));
  }

  /** Internal topics ask for three brokers by default, and for fifty partitions. */
  private static void oneNode(Properties settings) {
    settings.setProperty("default.replication.factor", "1");
    settings.setProperty("min.insync.replicas", "1");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "4");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "4");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "2");
    settings.setProperty("auto.create.topics.enable", "false");
  }

  /** Group members hear of their work at heartbeats: at the defaults, up to five seconds late. */
  private static void prompt(Properties settings) {
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("group.consumer.min.heartbeat.interval.ms", "500");
    settings.setProperty("group.consumer.heartbeat.interval.ms", "1000");
    settings.setProperty("group.share.min.heartbeat.interval.ms", "500");
    settings.setProperty("group.share.heartbeat.interval.ms", "1000");
    settings.setProperty("group.share.assignment.interval.ms", "0");
    settings.setProperty("group.share.min.record.lock.duration.ms", "1000");
    settings.setProperty("group.streams.initial.rebalance.delay.ms", "0");
    settings.setProperty("group.streams.min.heartbeat.interval.ms", "500");
    settings.setProperty("group.streams.heartbeat.interval.ms", "500");
    settings.setProperty("group.streams.assignment.interval.ms", "0");
    settings.setProperty("add.partitions.to.txn.retry.backoff.ms", "2");
    // So long does what a killed process did wait for its next start: 45 seconds by default.
    settings.setProperty("group.streams.min.session.timeout.ms", "3000");
    settings.setProperty("group.streams.session.timeout.ms", "3000");
  }

  private static void small(Properties settings) {
    settings.setProperty("num.network.threads", "1");
    settings.setProperty("num.io.threads", "2");
    settings.setProperty("num.replica.alter.log.dirs.threads", "1");
    settings.setProperty("background.threads", "2");
    settings.setProperty("group.coordinator.threads", "1");
    settings.setProperty("share.coordinator.threads", "1");
    settings.setProperty("log.cleaner.threads", "1");
    // Saves 120 MB of heap; the cleaner then needs more passes over a very large topic.
    settings.setProperty("log.cleaner.dedupe.buffer.size", "2162688");
    settings.setProperty("message.max.bytes", Integer.toString(4 * 1024 * 1024));
    settings.setProperty("transaction.max.timeout.ms", "900000");
  }

  /** A laptop may stay closed for longer than the week after which offsets expire by default. */
  private static void lasting(Properties settings) {
    settings.setProperty("offsets.retention.minutes", Integer.toString(365 * 24 * 60));
  }
}
