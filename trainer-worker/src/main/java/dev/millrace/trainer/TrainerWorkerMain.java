package dev.millrace.trainer;

import dev.millrace.platform.host.ServiceHost;

/** A worker as its own process. */
public final class TrainerWorkerMain {
  private TrainerWorkerMain() {}

  public static void main(String[] args) {
    ServiceHost.run("trainer-worker");
  }
}
