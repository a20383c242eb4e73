package dev.millrace.registry.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.platform.db.Arrived;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.storage.StoredObject;
import dev.millrace.platform.testkit.InMemoryObjectStore;
import dev.millrace.platform.testkit.InMemorySchemaRegistry;
import dev.millrace.registry.registration.RegistrationQueue;
import dev.millrace.registry.testkit.Dump;
import dev.millrace.registry.testkit.Story;
import dev.millrace.registry.testkit.Told;
import dev.millrace.registry.trial.StepThinning;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The history is a function of the events, on every database that we support. */
abstract class HistoryContract {
  private static final int LARGEST_BATCH = 40;

  private final History history =
      new History(
          new StepThinning(500),
          new RegistrationQueue(new AvroEventCodec(new InMemorySchemaRegistry())));
  private final StoredObject artifact =
      new InMemoryObjectStore().put("models", ".ubj", new byte[] {1, 2, 3});
  private Database database;

  /** An empty, migrated schema. */
  abstract Database open();

  @BeforeEach
  void openDatabase() {
    database = open();
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  static List<Long> seeds() {
    long fresh = System.nanoTime();
    return List.of(20261121L, fresh, fresh + 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void holdsTheSameRowsInWhateverOrderItsTopicsAreRead(long seed) {
    var random = new SplittableRandom(seed);
    apply(stories(), random);
    Map<String, List<String>> inOrder = Dump.of(database.jdbi());
    database.close();
    database = open();

    apply(interleaved(stories(), random), random);

    assertThat(Dump.of(database.jdbi())).isEqualTo(inOrder);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void holdsTheSameRowsWhenEverythingIsReadAgain(long seed) {
    var random = new SplittableRandom(seed);
    apply(interleaved(stories(), random), random);
    Map<String, List<String>> once = Dump.of(database.jdbi());

    apply(interleaved(stories(), random), random);

    assertThat(Dump.of(database.jdbi())).isEqualTo(once);
  }

  @Test
  void losesNothingOfAStory() {
    apply(stories(), new SplittableRandom(1));

    Map<String, List<String>> rows = Dump.of(database.jdbi());
    assertThat(rows.get("job")).hasSize(3);
    assertThat(rows.get("study")).hasSize(2);
    assertThat(rows.get("trial")).hasSize(4);
    assertThat(rows.get("trial_attempt")).hasSize(5);
    assertThat(rows.get("trial_result")).hasSize(5);
    assertThat(rows.get("trial_metric")).hasSize(5 * 6);
    assertThat(rows.get("job_log")).hasSize(2);
    assertThat(rows.get("worker")).hasSize(2);
    assertThat(rows.get("registration")).hasSize(1);
  }

  private List<Told<?>> stories() {
    List<Told<?>> all = new ArrayList<>(Story.ofSuccess("job-1", artifact));
    all.addAll(Story.ofRejection("job-2"));
    all.addAll(Story.ofCancellation("job-3"));
    return all;
  }

  private void apply(List<Told<?>> story, RandomGenerator random) {
    Deque<Arrived<? extends SpecificRecord>> left = new ArrayDeque<>();
    story.forEach(told -> left.add(told.arrived()));
    while (!left.isEmpty()) {
      List<Arrived<? extends SpecificRecord>> batch = new ArrayList<>();
      for (int n = random.nextInt(1, LARGEST_BATCH); n > 0 && !left.isEmpty(); n--) {
        batch.add(left.remove());
      }
      database.jdbi().useTransaction(handle -> history.apply(handle, batch));
    }
  }

  /** Each topic in its own order, the topics among each other in any. */
  private static List<Told<?>> interleaved(List<Told<?>> story, RandomGenerator random) {
    Map<String, Deque<Told<?>>> topics = new LinkedHashMap<>();
    story.forEach(
        told -> topics.computeIfAbsent(told.topic().name(), _ -> new ArrayDeque<>()).add(told));
    List<Deque<Told<?>>> left = new ArrayList<>(topics.values());
    List<Told<?>> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      Deque<Told<?>> topic = left.get(random.nextInt(left.size()));
      for (int n = random.nextInt(1, 6); n > 0 && !topic.isEmpty(); n--) {
        mixed.add(topic.remove());
      }
      left.removeIf(Deque::isEmpty);
    }
    return mixed;
  }
}
