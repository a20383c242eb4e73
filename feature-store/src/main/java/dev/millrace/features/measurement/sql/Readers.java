package dev.millrace.features.measurement.sql;

import java.util.ArrayList;
import java.util.List;

/** Threads that read for the one that owns them; none is left when it has closed them. */
final class Readers implements AutoCloseable {

  private final List<Thread> threads = new ArrayList<>();

  /** What a reader does; interrupted, it ends. */
  @FunctionalInterface
  interface Task {
    void run() throws InterruptedException;
  }

  void begin(Task task) {
    threads.add(
        Thread.ofPlatform()
            .name("measurements-reader-" + threads.size())
            .daemon()
            .start(() -> run(task)));
  }

  private static void run(Task task) {
    try {
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends those that wait, and waits for those that read: a connection must not be left in use. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
