package dev.millrace.embedded.kafka;

import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.apache.kafka.server.fault.ProcessTerminatingFaultHandler;

/**
 * Kafka's answer to a fatal fault is to end the process. That is right while it runs, as its state
 * is then unknown and a restart repairs it; but a broker that fails to start or to stop must not
 * take the caller's JVM along.
 */
final class Faults implements FaultHandlerFactory {
  private volatile boolean running;

  void running(boolean isRunning) {
    running = isRunning;
  }

  @Override
  public FaultHandler build(String name, boolean fatal, Runnable action) {
    FaultHandler logging = new LoggingFaultHandler(name, action);
    if (!fatal) {
      return logging;
    }
    FaultHandler terminating =
        new ProcessTerminatingFaultHandler.Builder().setShouldHalt(true).setAction(action).build();
    return (message, cause) ->
        (running ? terminating : logging).handleFault(name + ": " + message, cause);
  }
}
