package dev.millrace.trainer.worker;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something when the parent process has closed our standard input, as it does by dying. */
final class ParentWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);

  private ParentWatch() {}

  static void start(InputStream input, Runnable onEnd) {
    Thread.ofPlatform().name("parent-watch").daemon().start(() -> watch(input, onEnd));
  }

  private static void watch(InputStream input, Runnable onEnd) {
    try {
      while (input.read() >= 0) {
        LOG.trace("the parent wrote something");
      }
      LOG.info("the parent process is gone");
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("the parent process cannot be watched");
    }
    onEnd.run();
  }
}
