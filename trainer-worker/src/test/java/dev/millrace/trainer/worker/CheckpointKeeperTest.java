package dev.millrace.trainer.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.CheckpointRef;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.testkit.InMemoryObjectStore;
import dev.millrace.trainer.train.Checkpoint;
import dev.millrace.trainer.train.UnusableCheckpoint;
import dev.millrace.trainer.xgboost.Boosting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointKeeperTest {
  private static final SortedMap<String, String> TRAINING = new TreeMap<>(Map.of("seed", "7"));

  private final Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
  private final InMemoryObjectStore store = new InMemoryObjectStore(() -> now[0]);
  private final List<CheckpointRef> announced = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final List<Long> earlier = new ArrayList<>();
  private final List<Integer> notStored = new ArrayList<>();
  private final Map<Integer, CompletableFuture<Void>> announcements = new HashMap<>();
  private long nanos;
  private boolean lost;
  private boolean away;

  private CheckpointKeeper keeper(ObjectStore on, Optional<CheckpointRef> given) {
    return keeper(on, TRAINING, given, Duration.ofSeconds(30));
  }

  private CheckpointKeeper keeper(
      ObjectStore on,
      SortedMap<String, String> training,
      Optional<CheckpointRef> given,
      Duration interval) {
    return new CheckpointKeeper(
        on,
        training,
        given,
        new CheckpointSchedule(interval, () -> nanos),
        new CheckpointKeeper.Listener() {
          @Override
          public CompletableFuture<?> stored(CheckpointRef checkpoint) {
            announced.add(checkpoint);
            return away
                ? announcements.computeIfAbsent(
                    checkpoint.getRound(), _ -> new CompletableFuture<>())
                : CompletableFuture.completedFuture(checkpoint);
          }

          @Override
          public void notStored(int round, Exception why) {
            notStored.add(round);
          }

          @Override
          public void goesOnAfter(long nanos) {
            earlier.add(nanos);
          }

          @Override
          public void explain(String message) {
            said.add(message);
          }

          @Override
          public boolean isLost() {
            return lost;
          }
        });
  }

  private static Checkpoint reached(int round) {
    return new Checkpoint(
        List.of(new Boosting.Snapshot(new byte[] {1, 2, (byte) round}, round, 5)),
        Optional.empty());
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private List<String> there() {
    return store.list(CheckpointKeeper.PREFIX).stream().map(ObjectStore.Listed::uri).toList();
  }

  private static String uri(CheckpointRef ref) {
    return ref.getArtifact().getUri();
  }

  @Test
  void storesOneAfterEveryIntervalOfTraining() {
    CheckpointKeeper keeper = keeper(store, Optional.empty());
    pass(Duration.ofSeconds(60));
    assertThat(keeper.found()).isEmpty();
    assertThat(keeper.isDue()).isFalse();

    pass(Duration.ofMillis(29_999));
    assertThat(keeper.isDue()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(keeper.isDue()).isTrue();
    keeper.keep(reached(5));

    assertThat(keeper.isDue()).isFalse();
    pass(Duration.ofSeconds(30));
    assertThat(keeper.isDue()).isTrue();
  }

  @Test
  void storesNoneWithoutAnInterval() {
    CheckpointKeeper keeper = keeper(store, TRAINING, Optional.empty(), Duration.ZERO);
    assertThat(keeper.found()).isEmpty();

    pass(Duration.ofDays(9));

    assertThat(keeper.isDue()).isFalse();
  }

  @Test
  void spendsNoMoreThanATwentiethOfTheTimeOnThem() {
    var slow = new CheckpointSchedule(Duration.ofSeconds(30), () -> nanos);
    slow.begin();
    pass(Duration.ofSeconds(4));
    slow.end();

    pass(Duration.ofSeconds(79));
    assertThat(slow.isDue()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(slow.isDue()).isTrue();
  }

  @Test
  void announcesWhatIsThereAndKeepsTheLastTwo() {
    CheckpointKeeper keeper = keeper(store, Optional.empty());

    keeper.keep(reached(5));
    assertThat(there()).containsExactly(uri(announced.getLast()));
    keeper.keep(reached(6));
    keeper.keep(reached(7));

    assertThat(announced).extracting(CheckpointRef::getRound).containsExactly(5, 6, 7);
    assertThat(there()).containsExactlyInAnyOrder(uri(announced.get(1)), uri(announced.get(2)));
  }

  /** The next attempt is told of the last one that Kafka has heard of. */
  @Test
  void keepsTheLastOneThatIsKnownUntilALaterOneIs() {
    CheckpointKeeper keeper = keeper(store, Optional.empty());
    keeper.keep(reached(5));
    away = true;
    List.of(6, 7, 8).forEach(round -> keeper.keep(reached(round)));
    assertThat(there()).contains(uri(announced.getFirst()));

    announcements.values().forEach(announcement -> announcement.complete(null));
    keeper.keep(reached(9));

    assertThat(there()).containsExactlyInAnyOrder(uri(announced.get(3)), uri(announced.get(4)));
  }

  @Test
  void deletesThoseWhoseAnnouncementWasLostOnceTheyAreNotTheLastTwo() {
    CheckpointKeeper keeper = keeper(store, Optional.empty());
    keeper.keep(reached(5));
    away = true;
    List.of(6, 7, 8).forEach(round -> keeper.keep(reached(round)));
    assertThat(there()).hasSize(4);

    announcements.values().forEach(lost -> lost.completeExceptionally(new TimeoutException()));
    keeper.keep(reached(9));

    assertThat(there())
        .containsExactlyInAnyOrder(
            uri(announced.get(0)), uri(announced.get(3)), uri(announced.get(4)));
  }

  /** A worker may be cut off for longer than its lease, and train on. */
  @Test
  void leavesItsLastOnesToTheAttemptThatTheTrialWasGivenTo() {
    CheckpointKeeper keeper = keeper(store, Optional.empty());
    keeper.keep(reached(5));

    lost = true;
    pass(Duration.ofSeconds(30));

    assertThat(keeper.isDue()).isFalse();
    assertThat(keeper(store, Optional.of(announced.getLast())).found()).isPresent();
  }

  @Test
  void goesOnFromTheOneItIsGivenAndDeletesAllAtTheEnd() {
    keeper(store, Optional.empty()).keep(reached(5));
    CheckpointKeeper next = keeper(store, Optional.of(announced.getFirst()));

    assertThat(next.found().map(Checkpoint::round)).contains(5);
    assertThat(said).containsExactly("goes on behind round 5");
    assertThat(earlier).containsExactly(5L);
    next.keep(reached(6));
    assertThat(there()).hasSize(2);
    next.discard();

    assertThat(there()).isEmpty();
  }

  @Test
  void storesNoFurtherOnesBehindOneThatWasTooLarge() {
    CheckpointKeeper next = keeper(store, Optional.of(hugeAfter(5)));

    assertThat(next.found()).isPresent();
    pass(Duration.ofSeconds(30));

    assertThat(next.isDue()).isFalse();
  }

  @Test
  void storesThemAgainWhenItBeginsAnew() {
    CheckpointRef huge = hugeAfter(5);
    store.delete(uri(huge));
    CheckpointKeeper next = keeper(store, Optional.of(huge));

    assertThat(next.found()).isEmpty();
    pass(Duration.ofSeconds(30));

    assertThat(next.isDue()).isTrue();
  }

  /** One that is there, and is said to be larger than any heap. */
  private CheckpointRef hugeAfter(int round) {
    keeper(store, Optional.empty()).keep(reached(round));
    ArtifactRef artifact = announced.getLast().getArtifact();
    return new CheckpointRef(
        new ArtifactRef(artifact.getUri(), artifact.getSha256(), Long.MAX_VALUE), round);
  }

  @Test
  void beginsAnewWhenItIsMissing() {
    keeper(store, Optional.empty()).keep(reached(5));
    store.delete(uri(announced.getFirst()));

    assertBeginsAnew(TRAINING, "");
  }

  @Test
  void beginsAnewWhenItIsCorrupt() {
    keeper(store, Optional.empty()).keep(reached(5));
    store.corrupt(uri(announced.getFirst()), "a broken disk".getBytes(UTF_8));

    assertBeginsAnew(TRAINING, "should have SHA-256");
  }

  @Test
  void beginsAnewWhenItIsOfAnotherTraining() {
    keeper(store, Optional.empty()).keep(reached(5));

    assertBeginsAnew(new TreeMap<>(Map.of("seed", "8")), "its seed is '7', not '8'");
  }

  private void assertBeginsAnew(SortedMap<String, String> training, String why) {
    CheckpointKeeper next =
        keeper(store, training, Optional.of(announced.getFirst()), Duration.ofSeconds(30));

    assertThat(next.found()).isEmpty();
    assertThat(said).hasSize(1);
    assertThat(said.getFirst()).contains("begins anew", "of round 5", why);
  }

  @Test
  void findsNothingAfterItWasRefused() {
    keeper(store, Optional.empty()).keep(reached(5));
    CheckpointKeeper next = keeper(store, Optional.of(announced.getFirst()));
    assertThat(next.found()).isPresent();

    next.refused(new UnusableCheckpoint("a model of it cannot be restored"));

    assertThat(next.found()).isEmpty();
    assertThat(said.getLast()).contains("begins anew", "a model of it cannot be restored");
    assertThat(earlier).containsExactly(5L, 0L);
  }

  /** MinIO's client throws those of its own, and what its HTTP client and its threads throw. */
  static List<Exception> failures() {
    return List.of(
        new IOException("connection refused"),
        new UncheckedIOException(new IOException("unexpected end of stream")),
        new IllegalArgumentException("invalid bucket name"),
        new IllegalStateException("closed"),
        new CompletionException(new IOException("timeout")),
        new RejectedExecutionException("the executor is shut down"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void goesOnTrainingWhenStorageDoesNotAnswerAndTriesAgainLater(Exception failure) {
    var given = new CheckpointRef(new ArtifactRef("s3://here", "abc", 7L), 3);
    var down = new StorageThatIsDown(failure);
    CheckpointKeeper keeper = keeper(down, Optional.of(given));

    assertThat(keeper.found()).isEmpty();
    keeper.keep(reached(5));
    keeper.discard();
    new OldCheckpoints(down, Duration.ofDays(7), () -> now[0]).delete();

    assertThat(said).singleElement().asString().contains("begins anew");
    assertThat(announced).isEmpty();
    assertThat(notStored).containsExactly(5);
    assertThat(keeper.isDue()).isFalse();
    pass(Duration.ofSeconds(30));
    assertThat(keeper.isDue()).isTrue();
  }

  @Test
  void deletesOldOnesOfWhomever() {
    keeper(store, Optional.empty()).keep(reached(5));
    now[0] = now[0].plus(Duration.ofDays(7));
    keeper(store, Optional.empty()).keep(reached(6));
    store.put("models", ".ubj", new byte[] {1});

    var old = new OldCheckpoints(store, Duration.ofDays(7), () -> now[0]);
    old.delete();
    assertThat(there()).hasSize(2);
    now[0] = now[0].plusMillis(1);
    old.delete();

    assertThat(there()).containsExactly(uri(announced.get(1)));
    assertThat(store.list("models")).hasSize(1);
  }
}
