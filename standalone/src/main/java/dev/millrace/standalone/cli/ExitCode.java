package dev.millrace.standalone.cli;

/** What the process says to its caller when it ends. */
public enum ExitCode {
  /** Done; a job that was waited for has completed. */
  OK(0),
  /** The server refused, or a job that was waited for failed or was cancelled. */
  FAILED(1),
  /** The command line makes no sense. */
  USAGE(2),
  /** No running Millrace was found. */
  UNREACHABLE(3),
  /** Millrace could not be started: the folder is in use, a part did not start. */
  CANNOT_START(4),
  /** A bug. */
  INTERNAL(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
