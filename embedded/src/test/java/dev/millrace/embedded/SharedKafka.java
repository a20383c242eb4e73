package dev.millrace.embedded;

/** One Kafka with registry for all tests that only add to it; it ends with the JVM. */
public final class SharedKafka {
  private static final EmbeddedStack STACK = EmbeddedStack.temporary(Part.REGISTRY);

  private SharedKafka() {}

  public static EmbeddedStack stack() {
    return STACK;
  }
}
