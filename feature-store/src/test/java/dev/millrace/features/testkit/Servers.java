package dev.millrace.features.testkit;

import dev.millrace.embedded.EmbeddedStack;
import java.util.Map;

/** The servers to test against; started once, deleted with the JVM. */
public final class Servers {

  private static final class Shared {
    static final EmbeddedStack STACK = EmbeddedStack.temporary();
  }

  private Servers() {}

  /** Variables that point a service at the embedded servers. */
  public static Map<String, String> embedded() {
    return Shared.STACK.environment();
  }
}
