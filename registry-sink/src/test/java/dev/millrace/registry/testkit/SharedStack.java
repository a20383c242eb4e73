package dev.millrace.registry.testkit;

import dev.millrace.embedded.EmbeddedStack;

/** The servers, started once for all tests of the module and closed when its JVM ends. */
public final class SharedStack {
  private SharedStack() {}

  public static EmbeddedStack get() {
    return Holder.STACK;
  }

  private static final class Holder {
    static final EmbeddedStack STACK = EmbeddedStack.temporary();
  }
}
