package dev.millrace.platform.kafka;

import dev.millrace.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes declared topics that are missing, and refuses topics that are not as declared. */
public final class TopicSetup {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
  private static final long DEAD_LETTER_RETENTION_MS = 30L * 24 * 60 * 60 * 1000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TopicSetup() {}

  /**
   * Makes the topics and their dead-letter topics where they are missing; may be called by many
   * processes at once.
   *
   * @throws TopicMismatchException when a topic has fewer partitions or another cleanup policy than
   *     declared
   */
  public static void ensure(Admin admin, Collection<Topic<?>> topics, int replicationFactor) {
    Map<String, NewTopic> wanted = new HashMap<>();
    for (Topic<?> topic : topics) {
      wanted.put(topic.name(), declared(topic, replicationFactor));
      wanted.put(topic.deadLetterName(), deadLetters(topic, replicationFactor));
    }
    wanted.keySet().removeAll(get(admin.listTopics().names()));
    admin.createTopics(wanted.values()).values().forEach(TopicSetup::created);
    eventually(
        () -> {
          check(admin, topics);
          awaitLeaders(admin, topics);
        });
  }

  /**
   * Metadata names a leader before it leads. A producer that sends two batches in between may have
   * the second one taken and the first one refused for ever (KAFKA-15591); offsets are only
   * answered by a leader that leads, and the client asks until they are.
   */
  private static void awaitLeaders(Admin admin, Collection<Topic<?>> topics) {
    List<String> names =
        topics.stream()
            .flatMap(topic -> Stream.<String>of(topic.name(), topic.deadLetterName()))
            .toList();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    described(admin, names)
        .forEach(
            (name, found) ->
                found
                    .partitions()
                    .forEach(
                        one ->
                            ends.put(
                                new TopicPartition(name, one.partition()), OffsetSpec.latest())));
    get(admin.listOffsets(ends).all());
  }

  /** A topic that was just made is not known to every broker at once. */
  private static void eventually(Runnable check) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        check.run();
        return;
      } catch (UnknownTopicOrPartitionException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private static NewTopic declared(Topic<?> topic, int replicationFactor) {
    Map<String, String> config = new HashMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
    topic
        .retention()
        .ifPresent(
            kept -> config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis())));
    return new NewTopic(
            topic.name(), Optional.of(topic.partitions()), replication(replicationFactor))
        .configs(config);
  }

  private static NewTopic deadLetters(Topic<?> topic, int replicationFactor) {
    return new NewTopic(topic.deadLetterName(), Optional.of(1), replication(replicationFactor))
        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(DEAD_LETTER_RETENTION_MS)));
  }

  private static Optional<Short> replication(int factor) {
    return factor < 1 ? Optional.empty() : Optional.of((short) factor);
  }

  private static void created(String name, KafkaFuture<Void> result) {
    try {
      get(result);
      LOG.atInfo().addKeyValue("topic", name).log("topic made");
    } catch (TopicExistsException e) {
      LOG.atDebug().addKeyValue("topic", name).log("another process made the topic first");
    }
  }

  private static void check(Admin admin, Collection<Topic<?>> topics) {
    List<String> names = topics.stream().<String>map(Topic::name).toList();
    Map<String, TopicDescription> found = described(admin, names);
    Map<ConfigResource, Config> configs =
        get(
            admin
                .describeConfigs(
                    names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
    List<String> complaints = new ArrayList<>();
    for (Topic<?> topic : topics) {
      int partitions =
          Optional.ofNullable(found.get(topic.name())).map(d -> d.partitions().size()).orElse(0);
      if (partitions < topic.partitions()) {
        complaints.add(
            "topic %s has %d partitions, at least %d are declared: add partitions, or delete it"
                .formatted(topic.name(), partitions, topic.partitions()));
      }
      String cleanup = cleanup(configs, topic.name());
      if (!cleanup.equals(topic.cleanup().policy())) {
        complaints.add(
            "topic %s has cleanup.policy=%s, declared is %s: change it with kafka-configs"
                .formatted(topic.name(), cleanup, topic.cleanup().policy()));
      }
    }
    if (!complaints.isEmpty()) {
      throw new TopicMismatchException(String.join("; ", complaints));
    }
  }

  private static Map<String, TopicDescription> described(Admin admin, List<String> names) {
    return admin.describeTopics(names).topicNameValues().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> get(entry.getValue())));
  }

  private static String cleanup(Map<ConfigResource, Config> configs, String topic) {
    Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic));
    return config == null ? "unknown" : config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }
}
