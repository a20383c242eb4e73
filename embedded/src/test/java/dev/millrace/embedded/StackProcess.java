package dev.millrace.embedded;

import java.nio.file.Path;

/** A stack in a JVM of its own, to be killed: prints its variables, then {@code ready}. */
final class StackProcess {
  private StackProcess() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedStack stack = EmbeddedStack.start(EmbeddedStack.Options.in(Path.of(arguments[0])));
    stack.environment().forEach((name, value) -> IO.println(name + "=" + value));
    IO.println("ready");
    Thread.currentThread().join();
  }
}
