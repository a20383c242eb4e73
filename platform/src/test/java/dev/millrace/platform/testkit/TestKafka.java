package dev.millrace.platform.testkit;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.kafka.TopicSetup;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.topics.Topics;
import org.apache.kafka.clients.admin.Admin;

/** Clients of a running stack, with every topic of the catalogue made. */
public record TestKafka(
    KafkaClients clients, HttpSchemaRegistry registry, EventCodec codec, EventPublisher publisher)
    implements AutoCloseable {

  public static TestKafka of(EmbeddedStack stack) {
    KafkaClients clients = new KafkaClients(KafkaSettings.at(stack.bootstrapServers()));
    HttpSchemaRegistry registry = new HttpSchemaRegistry(RegistrySettings.at(stack.registryUrl()));
    EventCodec codec = new AvroEventCodec(registry);
    try (Admin admin = clients.admin()) {
      TopicSetup.ensure(admin, Topics.all(), -1);
    }
    return new TestKafka(
        clients, registry, codec, new EventPublisher(clients.producer("test"), codec));
  }

  @Override
  public void close() {
    publisher.close();
    registry.close();
  }
}
