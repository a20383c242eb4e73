package dev.millrace.features.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.features.dataset.stream.Backlog.Entry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class BacklogTest {
  private static final TopicPartition P0 = new TopicPartition("jobs", 0);
  private static final TopicPartition P1 = new TopicPartition("jobs", 1);

  private final Backlog<String> backlog = new Backlog<>();

  @Test
  void givesTheMostUrgentFirstAndAmongEqualsTheOldest() throws InterruptedException {
    backlog.add(new Entry<>(P0, 0, 1, 10, "normal, old"));
    backlog.add(new Entry<>(P1, 0, 1, 20, "normal, young"));
    backlog.add(new Entry<>(P0, 1, 3, 30, "critical"));

    assertThat(backlog.take().orElseThrow().job()).isEqualTo("critical");
    assertThat(backlog.take().orElseThrow().job()).isEqualTo("normal, old");
    assertThat(backlog.take().orElseThrow().job()).isEqualTo("normal, young");
  }

  @Test
  void commitsOnlyUpToTheFirstJobThatIsNotAnswered() throws InterruptedException {
    backlog.add(new Entry<>(P0, 5, 1, 0, "first"));
    backlog.add(new Entry<>(P0, 6, 2, 0, "urgent"));
    Entry<String> urgent = backlog.take().orElseThrow();
    Entry<String> first = backlog.take().orElseThrow();

    backlog.done(urgent);
    assertThat(backlog.committable()).isEqualTo(Map.of(P0, 5L));

    backlog.done(first);
    assertThat(backlog.committable()).isEqualTo(Map.of(P0, 7L));
  }

  @Test
  void givesAJobOutAgainWhoseAnswerFailed() throws InterruptedException {
    backlog.add(new Entry<>(P0, 0, 1, 0, "job"));

    backlog.again(backlog.take().orElseThrow());

    assertThat(backlog.take().orElseThrow().job()).isEqualTo("job");
    assertThat(backlog.committable()).isEqualTo(Map.of(P0, 0L));
  }

  @Test
  void forgetsThePartitionsThatWentElsewhere() throws InterruptedException {
    backlog.add(new Entry<>(P0, 0, 1, 0, "under way"));
    Entry<String> underWay = backlog.take().orElseThrow();
    backlog.add(new Entry<>(P0, 1, 1, 0, "gone"));
    backlog.add(new Entry<>(P1, 0, 1, 0, "kept"));

    backlog.forget(Set.of(P0));
    backlog.again(underWay);

    assertThat(backlog.waiting()).isEqualTo(1);
    assertThat(backlog.take().orElseThrow().job()).isEqualTo("kept");
    assertThat(backlog.committable()).isEqualTo(Map.of(P1, 0L));
  }

  @Test
  void wakesWhoeverWaitsWhenItIsClosed() throws InterruptedException {
    CompletableFuture<Boolean> given = new CompletableFuture<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    given.complete(backlog.take().isPresent());
                  } catch (InterruptedException e) {
                    given.completeExceptionally(e);
                  }
                });

    backlog.close();
    waiting.join();

    assertThat(given.join()).isFalse();
  }
}
