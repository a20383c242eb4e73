package dev.millrace.embedded;

import java.util.List;

/** Closes several things although some of them fail to. */
final class Closing {
  private Closing() {}

  /**
   * Closes the last one first.
   *
   * @throws IllegalStateException when any of them fails; the others are closed all the same
   */
  static void closeInReverse(List<? extends AutoCloseable> things) {
    IllegalStateException failure = null;
    for (AutoCloseable thing : things.reversed()) {
      try {
        thing.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("not everything could be stopped cleanly");
        }
        failure.addSuppressed(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
