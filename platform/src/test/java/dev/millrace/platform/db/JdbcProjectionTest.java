package dev.millrace.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.events.DataUpdated;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.testkit.Await;
import dev.millrace.platform.testkit.TestKafka;
import dev.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows from a topic, on a real broker and a real database. */
final class JdbcProjectionTest {
  private static EmbeddedStack stack;
  private static TestKafka kafka;
  private static Database database;

  private final AtomicInteger failures = new AtomicInteger();

  @BeforeAll
  static void start() {
    stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY, Part.POSTGRES);
    kafka = TestKafka.of(stack);
    database =
        Database.open(
            DatabaseSettings.at(stack.jdbcUrl(), stack.databaseUser(), stack.databasePassword()),
            "test-words");
  }

  @AfterAll
  static void stop() {
    database.close();
    kafka.close();
    stack.close();
  }

  private String name;
  private JdbcProjection projection;

  @BeforeEach
  void project(org.junit.jupiter.api.TestInfo test) {
    database.jdbi().useHandle(handle -> handle.execute("TRUNCATE word"));
    name = test.getTestMethod().orElseThrow().getName();
    projection = open();
  }

  @AfterEach
  void close() {
    projection.close();
  }

  private JdbcProjection open() {
    return new JdbcProjection(
            name,
            Set.of(Topics.DATA_UPDATED),
            new JdbcProjection.Kafka(kafka.clients(), kafka.codec(), kafka.publisher()),
            database,
            50,
            (handle, events) -> {
              for (var event : events) {
                DataUpdated update = (DataUpdated) event.value();
                if (update.getTenantId().equals(name)) {
                  handle.execute("INSERT INTO word (reason) VALUES (?)", update.getReason());
                }
              }
              if (failures.getAndDecrement() > 0) {
                throw new org.jdbi.v3.core.statement.UnableToExecuteStatementException(
                    "the database went away");
              }
            })
        .start();
  }

  @Test
  void writesEveryEventOnce() {
    List<String> words = IntStream.range(0, 120).mapToObj(i -> "w" + i).toList();

    words.forEach(this::publish);

    Await.until("all rows", () -> rows().size() >= words.size());
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(words);
  }

  @Test
  void readsABatchAgainThatWasRolledBack() {
    failures.set(2);

    publish("a");
    publish("b");

    Await.until("rows", () -> rows().size() >= 2);
    assertThat(rows()).containsExactlyInAnyOrder("a", "b");
    Await.until("healthy", () -> projection.health().status() == Health.Status.UP);
  }

  @Test
  void goesOnWhereItWasAfterARestart() {
    publish("before");
    Await.until("first row", () -> rows().contains("before"));

    projection.close();
    publish("between");
    projection = open();

    Await.until("second row", () -> rows().contains("between"));
    assertThat(rows()).containsExactlyInAnyOrder("before", "between");
  }

  @Test
  void writesNothingTwiceWhenTwoInstancesShareTheWork() {
    List<String> words = IntStream.range(0, 200).mapToObj(i -> "s" + i).toList();
    try (JdbcProjection _ = open()) {
      words.forEach(this::publish);
      Await.until("all rows", () -> rows().size() >= words.size());
    }

    publish("last");

    Await.until("the last row", () -> rows().contains("last"));
    assertThat(rows()).hasSize(words.size() + 1).doesNotHaveDuplicates();
  }

  @Test
  void buriesWhatTheDatabaseRefusesAndWhatNobodyCanRead() {
    String tooLong = "x".repeat(41);

    publish("good");
    publish(tooLong);
    kafka
        .publisher()
        .sendAndWait(
            new ProducerRecord<>(
                Topics.DATA_UPDATED.name(), name, "junk".getBytes(StandardCharsets.UTF_8)));
    publish("better");

    Await.until("both rows", () -> rows().size() >= 2);
    assertThat(rows()).containsExactlyInAnyOrder("good", "better");
    Await.until("both letters", () -> deadLetters().size() >= 2);
    assertThat(deadLetters())
        .anySatisfy(reason -> assertThat(reason).contains("too long"))
        .anySatisfy(reason -> assertThat(reason).contains("wire format"));
  }

  private void publish(String reason) {
    kafka
        .publisher()
        .publishAndWait(
            Topics.DATA_UPDATED,
            name + reason.hashCode() % 7,
            DataUpdated.newBuilder().setTenantId(name).setReason(reason).build());
  }

  private List<String> rows() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT reason FROM word").mapTo(String.class).list());
  }

  /** Reasons of the letters that this test's projection wrote. */
  private List<String> deadLetters() {
    TopicPartition only = new TopicPartition(Topics.DATA_UPDATED.deadLetterName(), 0);
    List<String> reasons = new ArrayList<>();
    try (var consumer = kafka.clients().reader("letters")) {
      consumer.assign(Set.of(only));
      consumer.seekToBeginning(Set.of(only));
      long end = consumer.endOffsets(Set.of(only)).getOrDefault(only, 0L);
      while (consumer.position(only) < end) {
        for (ConsumerRecord<String, byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
          if (header(letter, DeadLetters.READER).equals(name)) {
            reasons.add(header(letter, DeadLetters.REASON));
          }
        }
      }
    }
    return reasons;
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String header) {
    return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }
}
