package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.client.MillraceClient;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks once more for what brought no model. */
@Command(
    name = "retry",
    description =
        "Start a job once more that brought no model; of a job per series only the series that"
            + " have none.")
final class RetryCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key again is the same job.")
  private Optional<String> idempotencyKey = Optional.empty();

  @Option(names = "--watch", description = "Follow the new job to its end.")
  private boolean watch;

  RetryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.put("tenant_id", server.tenant());
    body.put("requested_by", "millrace retry");
    idempotencyKey.ifPresent(key -> body.put("idempotency_key", key));
    Output output = new Output(surroundings, server.json());
    try (MillraceClient client = server.connect(surroundings)) {
      return StartedJob.report(client.retry(id, body), watch, client, surroundings, output);
    }
  }
}
