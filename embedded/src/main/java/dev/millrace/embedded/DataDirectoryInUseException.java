package dev.millrace.embedded;

import java.nio.file.Path;

/** The data folder belongs to a stack that is running. */
public final class DataDirectoryInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long pid;

  DataDirectoryInUseException(Path directory, long pid) {
    super(
        "data folder %s is in use by process %s; stop that one, or choose another folder"
            .formatted(directory, pid == 0 ? "(unknown)" : Long.toString(pid)));
    this.pid = pid;
  }

  /** The process that uses the folder; 0 when it did not get as far as saying so. */
  public long pid() {
    return pid;
  }
}
