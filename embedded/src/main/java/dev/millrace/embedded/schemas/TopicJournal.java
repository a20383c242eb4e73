package dev.millrace.embedded.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The journal on a compacted topic of one partition. */
final class TopicJournal implements Journal {
  private static final String TOPIC = "_schemas";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String bootstrapServers;
  private final Producer<String, String> producer;

  private TopicJournal(String bootstrapServers, Producer<String, String> producer) {
    this.bootstrapServers = bootstrapServers;
    this.producer = producer;
  }

  static TopicJournal open(String bootstrapServers) throws InterruptedException {
    createTopic(bootstrapServers);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "client.id",
            "schema-registry",
            "acks",
            "all",
            "linger.ms",
            0);
    return new TopicJournal(
        bootstrapServers,
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer()));
  }

  private static void createTopic(String bootstrapServers) throws InterruptedException {
    NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("cannot create the topic " + TOPIC, e.getCause());
      }
    }
  }

  @Override
  public List<RegistryEvent> read() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "client.id",
            "schema-registry",
            "enable.auto.commit",
            false);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
      List<RegistryEvent> events = new ArrayList<>();
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<String, String> found : consumer.poll(POLL)) {
          events.add(JournalCodec.decode(found.key(), found.value()));
        }
      }
      return events;
    }
  }

  @Override
  public void append(RegistryEvent event) {
    JournalCodec.Entry entry = JournalCodec.encode(event);
    try {
      producer.send(new ProducerRecord<>(TOPIC, 0, entry.key(), entry.value())).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the schema registry's journal refuses", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing the registry's journal", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
