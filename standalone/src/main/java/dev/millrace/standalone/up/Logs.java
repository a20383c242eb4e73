package dev.millrace.standalone.up;

import java.nio.file.Path;

/** Where logs go, said before the first logger is made. */
public final class Logs {
  /** Configuration that writes to the file named by {@link #FILE_PROPERTY}. */
  public static final String FILE_CONFIGURATION = "dev/millrace/standalone/logback-file.xml";

  /** Configuration for commands that only talk to a server: errors on stderr. */
  public static final String QUIET_CONFIGURATION = "dev/millrace/standalone/logback-quiet.xml";

  /** System property that names the log file. */
  public static final String FILE_PROPERTY = "millrace.log.file";

  private static final String CONFIGURATION_PROPERTY = "logback.configurationFile";

  private Logs() {}

  /** Sends everything to a file; the terminal stays clean. */
  public static void toFile(Path file) {
    System.setProperty(FILE_PROPERTY, file.toString());
    System.setProperty(CONFIGURATION_PROPERTY, FILE_CONFIGURATION);
  }

  public static void quiet() {
    System.setProperty(CONFIGURATION_PROPERTY, QUIET_CONFIGURATION);
  }
}
