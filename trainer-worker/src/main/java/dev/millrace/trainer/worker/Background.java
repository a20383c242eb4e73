package dev.millrace.trainer.worker;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends that nobody waits for: a failure is logged, and the next one is on its way anyway. */
final class Background {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private Background() {}

  /** What it returns completes when it has arrived. */
  static CompletableFuture<?> send(Supplier<CompletableFuture<?>> send, String what) {
    try {
      return send.get()
          .whenComplete(
              (_, failure) -> {
                if (failure != null) {
                  failed(what, failure);
                }
              });
    } catch (RuntimeException e) {
      failed(what, e);
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void failed(String what, Throwable failure) {
    LOG.atWarn().setCause(failure).addKeyValue("what", what).log("could not be sent");
  }
}
