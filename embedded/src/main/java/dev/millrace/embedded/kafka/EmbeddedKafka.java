package dev.millrace.embedded.kafka;

import static dev.millrace.embedded.kafka.BrokerSettings.BROKER_LISTENER;
import static dev.millrace.embedded.kafka.BrokerSettings.CONTROLLER_LISTENER;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster of one node. It does what {@code KafkaRaftServer} does, with sockets that are
 * already bound and with faults that do not end the JVM while it starts.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final BoundSockets sockets;
  private final Faults faults;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private final int port;

  private EmbeddedKafka(
      BoundSockets sockets,
      Faults faults,
      ControllerServer controller,
      BrokerServer broker,
      int port) {
    this.sockets = sockets;
    this.faults = faults;
    this.controller = controller;
    this.broker = broker;
    this.port = port;
  }

  /**
   * Starts on a folder, which keeps its cluster id and records from start to start; what a crash
   * left behind is recovered.
   *
   * @param port 0 for any free one; it may differ from start to start
   */
  public static EmbeddedKafka start(Path directory, int port) throws Exception {
    Files.createDirectories(directory);
    format(directory);
    BoundSockets sockets = new BoundSockets();
    try {
      int brokerPort = sockets.bind(BROKER_LISTENER, port);
      int controllerPort = sockets.bind(CONTROLLER_LISTENER, 0);
      EmbeddedKafka kafka = assemble(directory, sockets, brokerPort, controllerPort);
      kafka.startUp();
      return kafka;
    } catch (Exception e) {
      sockets.close();
      throw e;
    }
  }

  /** Gives a new folder its cluster id; a folder that has one keeps it. */
  private static void format(Path directory) throws Exception {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(CONTROLLER_LISTENER)
          .setMetadataLogDirectory(directory.toString())
          .setDirectories(List.of(directory.toString()))
          .setIgnoreFormatted(true)
          .run();
    }
  }

  private static EmbeddedKafka assemble(
      Path directory, BoundSockets sockets, int brokerPort, int controllerPort) {
    KafkaConfig config =
        KafkaConfig.fromProps(BrokerSettings.of(directory, brokerPort, controllerPort), false);
    var log = LoggerFactory.getLogger(EmbeddedKafka.class);
    var directories = KafkaRaftServer.initializeLogDirs(config, log, "");
    var metrics =
        Server.initializeMetrics(config, Time.SYSTEM, directories._1().clusterId().orElseThrow());
    InetSocketAddress self =
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), controllerPort);
    Faults faults = new Faults();
    SharedServer shared =
        new SharedServer(
            config,
            directories._1(),
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(Map.of(BrokerSettings.NODE_ID, self)),
            List.of(),
            faults,
            sockets);
    BrokerServer broker = new PatientBroker(shared);
    ControllerServer controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    return new EmbeddedKafka(sockets, faults, controller, broker, brokerPort);
  }

  private void startUp() throws Exception {
    try {
      controller.startup();
      broker.startup();
      faults.running(true);
    } catch (Exception e) {
      // Without this the controller's threads would keep a failed JVM alive.
      close();
      throw e;
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    faults.running(false);
    try (sockets) {
      broker.shutdown();
      controller.shutdown();
      broker.awaitShutdown();
      controller.awaitShutdown();
    }
  }
}
