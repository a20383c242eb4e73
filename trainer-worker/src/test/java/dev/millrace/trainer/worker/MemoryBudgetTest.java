package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.worker.MemoryBudget.Answer;
import dev.millrace.trainer.worker.MemoryBudget.Request;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBudgetTest {
  private final List<String> evicted = new CopyOnWriteArrayList<>();
  private final MemoryBudget<String> memory =
      new MemoryBudget<>(new MemoryNeed(100, 1000), evicted::add);
  private final ExecutorService others = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    others.shutdownNow();
  }

  private static Request<String> request(String dataset, long datasetBytes, long attemptBytes) {
    return request(dataset, datasetBytes, attemptBytes, Optional.empty());
  }

  private static Request<String> request(
      String dataset, long datasetBytes, long attemptBytes, Optional<String> team) {
    return new Request<>(
        dataset, new MemoryNeed(1, datasetBytes), new MemoryNeed(0, attemptBytes), team, "12 rows");
  }

  private static Request<String> rank(String team, long attemptBytes) {
    return request("of " + team, 100, attemptBytes, Optional.of(team));
  }

  private Answer.Granted take(String dataset, long datasetBytes, long attemptBytes) {
    return granted(memory.take(request(dataset, datasetBytes, attemptBytes), Optional::empty));
  }

  private static Answer.Granted granted(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Granted.class);
    return (Answer.Granted) answer;
  }

  private Future<Answer> ask(String dataset, long datasetBytes, long attemptBytes) {
    return ask(request(dataset, datasetBytes, attemptBytes));
  }

  private Future<Answer> ask(Request<String> request) {
    int before = memory.waiting();
    Future<Answer> asked = others.submit(() -> memory.take(request, Optional::empty));
    while (memory.waiting() == before && !asked.isDone()) {
      Thread.onSpinWait();
    }
    return asked;
  }

  @Test
  void countsADatasetOnceForAllItsAttempts() {
    try (var _ = take("a", 500, 200);
        var _ = take("a", 500, 200)) {
      assertThat(memory.used()).isEqualTo(new MemoryNeed(1, 900));
    }
    assertThat(memory.used()).isEqualTo(new MemoryNeed(1, 500));
    assertThat(evicted).isEmpty();
  }

  @Test
  void letsWaitWhoDoesNotFit() throws Exception {
    Future<Answer> waiting;
    try (var _ = take("a", 500, 200)) {
      waiting = ask("b", 200, 200);
      assertThat(waiting.isDone()).isFalse();
      assertThat(memory.waiting()).isEqualTo(1);
    }

    granted(waiting.get(30, TimeUnit.SECONDS)).close();
    assertThat(evicted).isEmpty();
  }

  @Test
  void closesIdleDatasetsForItTheLeastRecentlyUsedFirst() {
    take("a", 300, 100).close();
    take("b", 300, 100).close();
    take("a", 300, 100).close();

    take("c", 300, 200).close();

    assertThat(evicted).containsExactly("b");
    assertThat(memory.used()).isEqualTo(new MemoryNeed(2, 600));
  }

  @Test
  void closesNoDatasetThatSomebodyUses() throws Exception {
    Future<Answer> waiting;
    try (var _ = take("a", 300, 100)) {
      take("b", 300, 100).close();

      waiting = ask("c", 600, 300);
      assertThat(waiting.isDone()).isFalse();
      assertThat(evicted).doesNotContain("a");
    }

    granted(waiting.get(30, TimeUnit.SECONDS)).close();
    assertThat(evicted).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void letsNobodyOvertakeALargeOne() throws Exception {
    Future<Answer> large;
    Future<Answer> small;
    try (var _ = take("a", 500, 200)) {
      large = ask("b", 800, 200);
      small = ask("a", 500, 1);
      assertThat(small.isDone()).isFalse();
    }

    try (var _ = granted(large.get(30, TimeUnit.SECONDS))) {
      assertThat(small.isDone()).isFalse();
    }
    granted(small.get(30, TimeUnit.SECONDS)).close();
  }

  @Test
  void waitsNoLongerThanItIsWanted() throws Exception {
    var cancelled = new AtomicReference<>(Optional.<String>empty());
    try (var _ = take("a", 500, 200)) {
      Future<Answer> waiting =
          others.submit(() -> memory.take(request("b", 500, 1), cancelled::get));
      while (memory.waiting() == 0) {
        Thread.onSpinWait();
      }

      cancelled.set(Optional.of("the job was cancelled"));

      assertThat(waiting.get(30, TimeUnit.SECONDS))
          .isEqualTo(new Answer.Cancelled("the job was cancelled"));
      assertThat(memory.waiting()).isZero();
      assertThat(memory.used()).isEqualTo(new MemoryNeed(1, 700));
    }
  }

  /** It would wait for the large one, that one for the first rank, and the first rank for it. */
  @Test
  void letsARankThatAnotherOneWaitsForOvertake() throws Exception {
    try (var _ = granted(memory.take(rank("pair", 200), Optional::empty))) {
      Future<Answer> large = ask("b", 800, 200);
      Future<Answer> second = ask(rank("pair", 200));

      granted(second.get(30, TimeUnit.SECONDS)).close();
      assertThat(large.isDone()).isFalse();
      others.shutdownNow();
    }
  }

  @Test
  void givesUpARankThatCannotFitBesideThoseThatWaitForIt() throws Exception {
    try (var _ = granted(memory.take(rank("pair", 500), Optional::empty))) {
      Future<Answer> second = ask(rank("pair", 500));

      assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
          .hasMessageContaining("memory-budget")
          .cause()
          .isInstanceOfSatisfying(
              TrainingFailed.class, failed -> assertThat(failed.isBetweenRanks()).isTrue());
    }
    assertThat(memory.waiting()).isZero();
  }

  @Test
  void waitsForOthersBeforeItGivesUpARank() throws Exception {
    Future<Answer> second;
    try (var _ = granted(memory.take(rank("pair", 200), Optional::empty))) {
      try (var _ = take("b", 300, 250)) {
        second = ask(rank("pair", 200));
        assertThat(second.isDone()).isFalse();
        assertThat(memory.waiting()).isEqualTo(1);
      }
      granted(second.get(30, TimeUnit.SECONDS)).close();
    }
  }

  /** Two pairs with one rank each in memory: one pair has to let the other go on. */
  @Test
  void givesUpTheLaterOfTwoPairsThatWaitForEachOthersMemory() throws Exception {
    var one = granted(memory.take(rank("one", 350), Optional::empty));
    var other = granted(memory.take(rank("other", 350), Optional::empty));
    Future<Answer> ofOne = ask(rank("one", 350));
    Future<Answer> ofOther = ask(rank("other", 350));

    assertThatThrownBy(() -> ofOther.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TrainingFailed.class);
    assertThat(ofOne.isDone()).isFalse();
    other.close();

    granted(ofOne.get(30, TimeUnit.SECONDS)).close();
    one.close();
  }

  @Test
  void failsWhoCanNeverFitAndNamesTheNumbers() {
    var heapToo =
        new Request<>(
            "a",
            new MemoryNeed(101_000_000, 0),
            new MemoryNeed(0, 5_500_000),
            Optional.empty(),
            "the attempt's 12 rows");

    assertThatThrownBy(() -> memory.take(heapToo, Optional::empty))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageContaining("12 rows")
        .hasMessageContaining("101.0 MB of heap and 5.5 MB beside it")
        .hasMessageContaining("memory-budget");
    assertThatThrownBy(() -> take("a", 900, 101)).isInstanceOf(TrainingFailed.class);
    assertThat(memory.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void servesEverybodyAndNeverGivesMoreThanThereIs(long seed) throws Exception {
    List<Future<Boolean>> all = new ArrayList<>();
    for (int worker = 0; worker < 6; worker++) {
      var random = new SplittableRandom(seed * 31 + worker);
      all.add(others.submit(() -> attempts(random)));
    }

    for (Future<Boolean> one : all) {
      assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(memory.waiting()).isZero();
  }

  private boolean attempts(SplittableRandom random) {
    for (int i = 0; i < 200; i++) {
      int dataset = random.nextInt(5);
      try (var _ = take("d" + dataset, 100 + 150L * dataset, random.nextInt(1, 300))) {
        if (!memory.used().fitsInto(new MemoryNeed(100, 1000))) {
          return false;
        }
      }
    }
    return true;
  }
}
