package dev.millrace.features.export.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BellTest {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Bell bell = new Bell();

  @Test
  void wakesWhoWaits() throws Exception {
    CompletableFuture<Boolean> woken = new CompletableFuture<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    bell.await(FOR_EVER);
                    woken.complete(true);
                  } catch (InterruptedException e) {
                    woken.completeExceptionally(e);
                  }
                });

    bell.ring();
    waiting.join();

    assertThat(woken).isCompletedWithValue(true);
  }

  @Test
  void isHeardByWhoComesLater() throws Exception {
    bell.ring();
    bell.ring();

    bell.await(FOR_EVER);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void ringsThatCameTogetherAreOne() throws Exception {
    bell.ring();
    bell.ring();
    bell.await(FOR_EVER);
    Thread waiting = Thread.currentThread();
    CompletableFuture<Void> interruption =
        CompletableFuture.runAsync(
            () -> {
              while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              waiting.interrupt();
            });

    assertThatThrownBy(() -> bell.await(FOR_EVER)).isInstanceOf(InterruptedException.class);
    interruption.join();
  }
}
