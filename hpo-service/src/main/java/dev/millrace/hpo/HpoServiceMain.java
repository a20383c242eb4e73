package dev.millrace.hpo;

import dev.millrace.platform.host.ServiceHost;

/** Runs hpo-service as a process of its own. */
public final class HpoServiceMain {

  private HpoServiceMain() {}

  public static void main(String[] args) {
    ServiceHost.run(HpoServiceConfig.SECTION);
  }
}
