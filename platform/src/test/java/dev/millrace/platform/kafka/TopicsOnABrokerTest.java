package dev.millrace.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.events.DataUpdated;
import dev.millrace.events.RetrainingPolicy;
import dev.millrace.platform.testkit.Await;
import dev.millrace.platform.testkit.TestKafka;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Topic set-up and tails, on a real broker. */
final class TopicsOnABrokerTest {
  private static EmbeddedStack stack;
  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY);
    kafka = TestKafka.of(stack);
  }

  @AfterAll
  static void stop() {
    kafka.close();
    stack.close();
  }

  @Test
  void makesEveryTopicAndItsDeadLetterTopicOnce() throws Exception {
    try (Admin admin = kafka.clients().admin()) {
      TopicSetup.ensure(admin, Topics.all(), -1);

      Set<String> names = admin.listTopics().names().get();
      assertThat(names).containsAll(Topics.all().stream().<String>map(Topic::name).toList());
      assertThat(names)
          .containsAll(Topics.all().stream().<String>map(Topic::deadLetterName).toList());
    }
  }

  @Test
  void everyPartitionOfANewTopicHasALeaderThatLeads() {
    List<Topic<?>> wide = new ArrayList<>();
    Set<TopicPartition> partitions = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      Topic<DataUpdated> topic =
          Topic.of("led-" + (char) ('a' + i), DataUpdated.class).partitions(25);
      wide.add(topic);
      for (int partition = 0; partition < 25; partition++) {
        partitions.add(new TopicPartition(topic.name(), partition));
      }
    }
    Map<String, Object> once = Map.of("bootstrap.servers", stack.bootstrapServers(), "retries", 0);
    try (Admin admin = kafka.clients().admin();
        Admin asksOnce = Admin.create(once)) {
      TopicSetup.ensure(admin, wide, -1);

      assertThat(
              asksOnce.listOffsets(
                  partitions.stream()
                      .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()))))
          .satisfies(ends -> assertThat(ends.all().get()).hasSize(500));
    }
  }

  @Test
  void refusesATopicWithFewerPartitionsThanDeclared() throws Exception {
    Topic<DataUpdated> declared = Topic.of("too-narrow", DataUpdated.class).partitions(3);
    try (Admin admin = kafka.clients().admin()) {
      create(admin, new NewTopic("too-narrow", 1, (short) 1));

      assertThatThrownBy(() -> TopicSetup.ensure(admin, List.of(declared), -1))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining("too-narrow has 1 partitions, at least 3 are declared");
    }
  }

  @Test
  void refusesATopicWithAnotherCleanupPolicyThanDeclared() throws Exception {
    Topic<DataUpdated> declared = Topic.of("compact-me", DataUpdated.class).compacted();
    try (Admin admin = kafka.clients().admin()) {
      create(admin, new NewTopic("compact-me", 4, (short) 1));

      assertThatThrownBy(() -> TopicSetup.ensure(admin, List.of(declared), -1))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining("cleanup.policy=delete, declared is compact");
    }
  }

  @Test
  void takesATopicWithMorePartitionsThanDeclared() throws Exception {
    Topic<DataUpdated> declared = Topic.of("wide", DataUpdated.class).partitions(2);
    try (Admin admin = kafka.clients().admin()) {
      create(admin, new NewTopic("wide", 5, (short) 1));

      TopicSetup.ensure(admin, List.of(declared), -1);

      assertThat(admin.describeTopics(List.of("wide")).allTopicNames().get().get("wide"))
          .satisfies(found -> assertThat(found.partitions()).hasSize(5));
    }
  }

  private static void create(Admin admin, NewTopic topic) throws Exception {
    Collection<NewTopic> one = List.of(topic);
    admin.createTopics(one).all().get();
  }

  @Test
  void aTailReadsWhatIsThereThenFollowsAndHearsOfDeletions() throws InterruptedException {
    Map<String, String> view = new ConcurrentHashMap<>();
    put("one", "first");
    put("two", "second");
    kafka.publisher().deleteAndWait(Topics.RETRAINING_POLICY, "two");

    try (TopicTail tail =
        new TopicTail("test-tail", kafka.clients(), kafka.codec(), TopicTail.From.BEGINNING)
            .on(Topics.RETRAINING_POLICY, (key, policy) -> note(view, key, policy))
            .start()) {
      assertThat(tail.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
      assertThat(view).isEqualTo(Map.of("one", "first"));
      assertThat(tail.isCurrent()).isTrue();

      put("three", "third");
      Await.until("the tail to follow", () -> view.containsKey("three"));
    }
  }

  private static void note(
      Map<String, String> view, String key, Optional<RetrainingPolicy> policy) {
    policy.ifPresentOrElse(p -> view.put(key, p.getName()), () -> view.remove(key));
  }

  private static void put(String key, String policy) {
    kafka
        .publisher()
        .publishAndWait(
            Topics.RETRAINING_POLICY, key, RetrainingPolicy.newBuilder().setName(policy).build());
  }
}
