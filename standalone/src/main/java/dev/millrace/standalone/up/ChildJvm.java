package dev.millrace.standalone.up;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start another JVM with the same classes as this one. */
public final class ChildJvm {
  private ChildJvm() {}

  /** The command line for a main class. */
  public static List<String> command(Class<?> main, List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-XX:+UseSerialGC");
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }
}
