package dev.millrace.standalone.cli;

import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.watch.JobWatcher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Follows a job to its end. */
@Command(
    name = "watch",
    description = "Follow a job to its end; exit code 1 when it did not complete.")
final class WatchCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  WatchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Output output = new Output(surroundings, server.json());
    try (MillraceClient client = server.connect(surroundings)) {
      JobWatcher watcher = new JobWatcher(client, output.screen(), surroundings.clock());
      return JobEnd.report(watcher.watch(id, (_, _) -> {}), client, output);
    }
  }
}
