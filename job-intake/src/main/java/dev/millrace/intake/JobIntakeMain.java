package dev.millrace.intake;

import dev.millrace.platform.host.ServiceHost;

/** Runs job-intake as a process of its own. */
public final class JobIntakeMain {

  private JobIntakeMain() {}

  public static void main(String[] args) {
    ServiceHost.run(JobIntakeConfig.SECTION);
  }
}
