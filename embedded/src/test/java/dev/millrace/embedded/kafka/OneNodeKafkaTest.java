package dev.millrace.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.SharedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OneNodeKafkaTest {
  private static final String BOOTSTRAP = SharedKafka.stack().bootstrapServers();

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void handsAShareGroupOnlyTheRecordsOfCommittedTransactions() throws Exception {
    createTopic("proposals");
    readFromTheBeginningOnlyWhatIsCommitted("workers");
    try (var producer =
        new KafkaProducer<>(
            settings(Map.of("transactional.id", "proposer")),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>("proposals", "aborted"));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>("proposals", "first"));
      var _ = producer.send(new ProducerRecord<>("proposals", "second"));
      producer.commitTransaction();
    }

    List<String> taken = new ArrayList<>();
    try (var worker =
        new KafkaShareConsumer<>(
            settings(
                Map.of(
                    "group.id",
                    "workers",
                    "share.acknowledgement.mode",
                    "explicit",
                    "share.acquire.mode",
                    "record_limit",
                    "max.poll.records",
                    1)),
            new StringDeserializer(),
            new StringDeserializer())) {
      worker.subscribe(List.of("proposals"));
      while (taken.size() < 2) {
        for (ConsumerRecord<String, String> found : worker.poll(Duration.ofMillis(200))) {
          taken.add(found.value());
          worker.acknowledge(found, AcknowledgeType.ACCEPT);
        }
        worker.commitSync();
      }
    }

    assertThat(taken).containsExactly("first", "second");
  }

  @Test
  void createsNoTopicThatNobodyDeclared() {
    try (var producer =
            new KafkaProducer<>(
                settings(Map.of("max.block.ms", 1000)),
                new StringSerializer(),
                new StringSerializer());
        var admin = Admin.create(settings(Map.of()))) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("misspelt", "value")).get())
          .isInstanceOf(ExecutionException.class);

      assertThatThrownBy(() -> admin.describeTopics(List.of("misspelt")).allTopicNames().get())
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  private static void createTopic(String name) throws Exception {
    try (Admin admin = Admin.create(settings(Map.of()))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private static void readFromTheBeginningOnlyWhatIsCommitted(String group) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    List<AlterConfigOp> changes =
        List.of(
            set("share.auto.offset.reset", "earliest"),
            set("share.isolation.level", "read_committed"),
            set("share.record.lock.duration.ms", "1000"));
    try (Admin admin = Admin.create(settings(Map.of()))) {
      admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
    }
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  private static Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", BOOTSTRAP);
    return settings;
  }
}
