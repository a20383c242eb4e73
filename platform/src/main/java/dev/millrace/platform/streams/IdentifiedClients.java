package dev.millrace.platform.streams;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of Kafka Streams, with transactional ids that the next start has again: the broker
 * then aborts at once what a killed process has not committed. Until that is done nobody can read
 * behind it, and with an id of its own the next start would wait for a timeout.
 */
record IdentifiedClients(String identity) implements KafkaClientSupplier {

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Map<String, Object> identified = new HashMap<>(config);
    identified.computeIfPresent(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, (_, id) -> transactionalId((String) id));
    return new KafkaProducer<>(identified, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Streams calls them {@code <application>-<process>-<thread>}. */
  String transactionalId(String given) {
    int uuid = identity.length();
    int thread = given.lastIndexOf('-');
    return given.substring(0, thread - uuid) + identity + given.substring(thread);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }
}
