package dev.millrace.features.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.features.series.Versions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatheredSourceTest {

  private final CountDownLatch firstLoads = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<Set<SeriesKey>> loads = new ArrayList<>();
  private final GatheredSource source = new GatheredSource(this::load, 1);

  @Test
  void whatIsAskedWhileALoadIsUnderWayIsLoadedTogetherAfterIt() throws Exception {
    Asked first = Asked.of(source, "a");
    firstLoads.await();
    List<Asked> others =
        List.of(
            Asked.of(source, "b"),
            Asked.of(source, "c"),
            Asked.of(source, "c", "d"),
            Asked.of(source, "a"));
    others.forEach(Asked::untilItWaits);
    goOn.countDown();

    assertThat(first.answer.get()).containsOnlyKeys(key("a"));
    assertThat(others.get(2).answer.get()).containsOnlyKeys(key("c"), key("d"));
    assertThat(others.get(3).answer.get()).containsOnlyKeys(key("a"));
    assertThat(loads)
        .as("what was asked while 'a' was loaded may be newer than that load")
        .containsExactly(Set.of(key("a")), Set.of(key("a"), key("b"), key("c"), key("d")));
  }

  @Test
  void aLoadThatFailsFailsForAllThatWaitAndTheNextOneIsTriedAnew() throws Exception {
    Asked first = Asked.of(source, "a");
    firstLoads.await();
    List<Asked> others = List.of(Asked.of(source, "unreadable"), Asked.of(source, "b"));
    others.forEach(Asked::untilItWaits);
    goOn.countDown();

    assertThat(first.answer.get()).isNotEmpty();
    assertThat(others)
        .allSatisfy(
            other ->
                assertThatThrownBy(other.answer::get)
                    .hasRootCauseInstanceOf(SeriesUnavailable.class));
    assertThat(source.load(List.of(key("b")))).containsOnlyKeys(key("b"));
  }

  @Test
  void nothingIsLoadedForNobody() {
    assertThat(source.load(List.of())).isEmpty();
    assertThat(loads).isEmpty();
  }

  private Map<SeriesKey, SortedMap<String, Versions>> load(Collection<SeriesKey> wanted) {
    loads.add(Set.copyOf(wanted));
    firstLoads.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (wanted.contains(key("unreadable"))) {
      throw new SeriesUnavailable("it cannot be read");
    }
    return wanted.stream().collect(Collectors.toMap(key -> key, _ -> new TreeMap<>()));
  }

  private static SeriesKey key(String series) {
    return new SeriesKey("acme", series);
  }

  /** A question in a thread of its own. */
  private record Asked(Thread thread, FutureTask<Map<SeriesKey, ?>> answer) {

    static Asked of(GatheredSource source, String... series) {
      List<SeriesKey> keys = List.of(series).stream().map(GatheredSourceTest::key).toList();
      FutureTask<Map<SeriesKey, ?>> answer = new FutureTask<>(() -> source.load(keys));
      return new Asked(Thread.ofPlatform().daemon().start(answer), answer);
    }

    void untilItWaits() {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }
}
