package dev.millrace.hpo;

import dev.millrace.hpo.stream.PoolTopology;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.host.HostedService;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.streams.StreamsApp;
import dev.millrace.platform.streams.StreamsSettings;
import org.jspecify.annotations.Nullable;

/** The service: one Kafka Streams application, and nothing else. */
public final class HpoService implements HostedService {

  private final PoolTopology topology;
  private final KafkaClients clients;
  private final StreamsSettings settings;
  private @Nullable StreamsApp app;

  HpoService(PoolTopology topology, KafkaClients clients, StreamsSettings settings) {
    this.topology = topology;
    this.clients = clients;
    this.settings = settings;
  }

  @Override
  public String name() {
    return HpoServiceConfig.SECTION;
  }

  @Override
  public void start() {
    app = new StreamsApp(PoolTopology.APPLICATION_ID, topology.build(), clients, settings).start();
  }

  @Override
  public Health health() {
    StreamsApp running = app;
    return running == null
        ? Health.starting(name(), "not started")
        : Health.up(name()).and(running.health());
  }

  @Override
  public void close() {
    StreamsApp running = app;
    if (running != null) {
      running.close();
    }
  }
}
