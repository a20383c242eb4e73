package dev.millrace.features.online;

import static dev.millrace.features.dataset.Samples.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.features.dataset.Samples;
import dev.millrace.features.series.Observations;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SeriesCacheTest {

  private static final long START = Samples.START.toEpochMilli();
  private static final Instant NOW = Samples.AS_OF;

  private final Topic topic = new Topic();
  private final AtomicBoolean following = new AtomicBoolean(true);
  private final SeriesCache cache = new SeriesCache(3, topic, following::get);

  @Test
  void whatArrivesWhileASeriesIsLoadedCountsWhetherTheDatabaseHadItOrNot() {
    topic.write("s", "v", START, START, 1.0);
    topic.delivered();
    topic.whileLoading(
        () -> {
          topic.write("s", "v", START + HOUR, START, 2.0);
          topic.deliver(cache, NOW);
        },
        () -> {
          topic.write("s", "v", START + 2 * HOUR, START, 3.0);
          topic.write("s", "v", START, START + 1, 1.5);
          topic.deliver(cache, NOW);
        });

    assertThat(values("s")).containsExactly(1.5, 2, 3);
    assertThat(topic.loads()).isEqualTo(1);
  }

  @Test
  void whatWasDeliveredBeforeAnybodyAskedIsLoaded() {
    topic.write("s", "v", START, START, 1.0);
    topic.deliver(cache, NOW);
    assertThat(cache.isEmpty()).isTrue();

    assertThat(values("s")).containsExactly(1);
  }

  @Test
  void whatArrivesLaterIsAddedWithoutLoading() {
    topic.write("s", "v", START, START, 1.0);
    values("s");

    topic.write("s", "v", START + HOUR, START, 2.0);
    topic.write("s", "w", START, START, 7.0);
    topic.deliver(cache, NOW);

    assertThat(values("s")).containsExactly(1, 2);
    assertThat(past("s").variables()).containsOnlyKeys("v", "w");
    assertThat(topic.loads()).isEqualTo(1);
  }

  @Test
  void aCorrectionReplacesAndAWithdrawalLeavesNothingWhateverOrderTheyArriveIn() {
    topic.write("s", "v", START, START, 1.0);
    topic.write("s", "v", START + HOUR, START, 2.0);
    values("s");

    topic.write("s", "v", START, START + 2, 1.2);
    topic.write("s", "v", START, START + 1, 1.1);
    topic.write("s", "v", START + HOUR, START + 1, null);
    topic.deliver(cache, NOW);

    assertThat(values("s")).containsExactly(1.2, Double.NaN);
  }

  @Test
  void aSecondRecordOfOneVersionChangesNothing() {
    topic.write("s", "v", START, START, 1.0);
    values("s");

    topic.write("s", "v", START, START, 99.0);
    topic.deliver(cache, NOW);

    assertThat(values("s")).containsExactly(1);
  }

  @Test
  void whatIsRecordedInTheFutureCountsFromThenOn() {
    long now = NOW.toEpochMilli();
    topic.write("s", "v", START, START, 1.0);
    topic.write("s", "v", START, now + 10, 2.0);
    assertThat(values("s")).containsExactly(1);

    topic.write("s", "v", START, now + 20, 3.0);
    topic.deliver(cache, NOW);

    assertThat(values("s")).containsExactly(1);
    assertThat(values("s", NOW.plusMillis(10))).containsExactly(2);
    assertThat(values("s", NOW.plusMillis(20))).containsExactly(3);
    assertThat(topic.loads()).isEqualTo(1);
  }

  @Test
  void theSeriesThatWasUsedLongestAgoIsForgottenAndLoadedAgain() {
    for (String name : List.of("a", "b", "c")) {
      topic.write(name, "v", START, START, 1.0);
      values(name);
    }
    values("a");
    values("d");
    assertThat(topic.loads()).isEqualTo(4);

    values("a");
    assertThat(topic.loads()).isEqualTo(4);
    topic.write("b", "v", START, START + 1, 2.0);
    topic.deliver(cache, NOW);
    assertThat(values("b")).containsExactly(2);
    assertThat(topic.loads()).isEqualTo(5);
  }

  @Test
  void aSeriesThatNobodyKnowsIsRememberedAsSuchUntilItIsMeasured() {
    assertThat(past("s").variables()).isEmpty();
    assertThat(past("s").variables()).isEmpty();
    assertThat(topic.loads()).isEqualTo(1);

    topic.write("s", "v", START, START, 1.0);
    topic.deliver(cache, NOW);

    assertThat(values("s")).containsExactly(1);
  }

  @Test
  void aLoadThatFailedIsDoneAgainForTheNextWhoAsks() {
    topic.write("s", "v", START, START, 1.0);
    topic.fail(new SeriesUnavailable("the database is away"));
    assertThatThrownBy(() -> values("s")).isInstanceOf(SeriesUnavailable.class);

    topic.fail(null);

    assertThat(values("s")).containsExactly(1);
  }

  @Test
  void whileTheTopicIsNotFollowedEveryAnswerIsLoaded() {
    topic.write("s", "v", START, START, 1.0);
    values("s");
    following.set(false);
    topic.write("s", "v", START, START + 1, 2.0);

    assertThat(values("s")).containsExactly(2);
    topic.write("s", "v", START, START + 2, 3.0);
    assertThat(values("s")).containsExactly(3);
    assertThat(cache.isEmpty()).isTrue();

    following.set(true);
    topic.write("s", "v", START, START + 3, 4.0);
    assertThat(values("s")).containsExactly(4);
  }

  @Test
  void twoWhoAskForASeriesThatIsBeingLoadedWaitForOneLoad() throws Exception {
    topic.write("s", "v", START, START, 1.0);
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    topic.whileLoading(
        () -> {
          loading.countDown();
          await(asked);
        },
        () -> {});
    try (ExecutorService others =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      Future<double[]> first = others.submit(() -> values("s"));
      await(loading);
      Future<double[]> second =
          others.submit(
              () -> {
                asked.countDown();
                return values("s");
              });

      assertThat(first.get()).containsExactly(1);
      assertThat(second.get()).containsExactly(1);
    }
    assertThat(topic.loads()).isEqualTo(1);
  }

  @Test
  void aMeasurementOfLongAgoHasAShortenedSeriesLoadedAgain() {
    for (int hour = 0; hour < 1_000; hour++) {
      topic.write("s", "v", START + hour * HOUR, START, (double) hour);
    }
    topic.delivered();
    values("s");
    cache.read(new SeriesKey(Topic.TENANT, "s"), START + 990 * HOUR);
    assertThat(values("s")).hasSize(12).startsWith(988);

    topic.write("s", "v", START + HOUR / 2, START, 5.0);
    topic.deliver(cache, NOW);

    assertThat(values("s")).hasSize(1_001);
    assertThat(topic.loads()).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private double[] values(String series) {
    return values(series, NOW);
  }

  private double[] values(String series, Instant now) {
    VariablePast past = past(series, now).variables().get("v");
    if (past == null) {
      return new double[0];
    }
    Observations observed = past.observed();
    double[] values = new double[observed.size()];
    Arrays.setAll(values, observed::value);
    return values;
  }

  private SeriesPast past(String series) {
    return past(series, NOW);
  }

  private SeriesPast past(String series, Instant now) {
    SeriesKey key = new SeriesKey(Topic.TENANT, series);
    return Objects.requireNonNull(cache.get(List.of(key), now).get(key));
  }
}
