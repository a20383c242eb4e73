package dev.millrace.registry;

import dev.millrace.platform.host.ServiceHost;

/** Runs registry-sink as a process of its own. */
public final class RegistrySinkMain {
  private RegistrySinkMain() {}

  public static void main(String[] args) {
    ServiceHost.run(RegistrySink.NAME);
  }
}
