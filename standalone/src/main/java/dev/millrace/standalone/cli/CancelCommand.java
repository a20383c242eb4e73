package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.MillraceClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels a job. */
@Command(name = "cancel", description = "Cancel a job; one that has ended stays as it is.")
final class CancelCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  CancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (MillraceClient client = server.connect(surroundings)) {
      JsonNode answer = client.cancel(id);
      new Output(surroundings, server.json())
          .result(answer, List.of("job %s is to be cancelled".formatted(id)));
    }
    return ExitCode.OK.code();
  }
}
