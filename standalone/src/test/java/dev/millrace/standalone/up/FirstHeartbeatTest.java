package dev.millrace.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirstHeartbeatTest {
  private static final Instant BEGUN = Instant.parse("2025-01-01T00:00:00Z");
  private final FirstHeartbeat first = new FirstHeartbeat(Set.of("worker-1", "worker-2"), BEGUN);

  @Test
  void isThatOfAnyWorkerOfThisStart() throws Exception {
    first.hear(heartbeat("worker-2", 1, BEGUN));

    assertThat(first.await(Duration.ZERO)).isTrue();
  }

  @Test
  void isNotThatOfAnEarlierStartNorOfAStrangerNorOfOneThatLeaves() throws Exception {
    first.hear(heartbeat("worker-1", 1, BEGUN.minusMillis(1)));
    first.hear(heartbeat("", 1, BEGUN));
    first.hear(heartbeat("worker-3", 1, BEGUN));
    first.hear(heartbeat("worker-1", 0, BEGUN));

    assertThat(first.await(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void isNotWaitedForWithoutWorkers() throws Exception {
    assertThat(new FirstHeartbeat(Set.of(), BEGUN).await(Duration.ZERO)).isTrue();
  }

  private static WorkerHeartbeat heartbeat(String name, int slots, Instant startedAt) {
    return WorkerHeartbeat.newBuilder()
        .setName(name)
        .setSlots(slots)
        .setStartedAt(startedAt)
        .build();
  }
}
