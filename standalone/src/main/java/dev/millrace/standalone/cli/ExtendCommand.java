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

/** Goes on with a search that is over. */
@Command(
    name = "extend",
    description = "Go on with the finished search of a job: a new job with more trials.")
final class ExtendCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  @Option(names = "--trials", required = true, paramLabel = "N", description = "Trials to add.")
  private int trials;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Time for them (default: what the search had).")
  private Optional<Integer> timeout = Optional.empty();

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key again is the same job.")
  private Optional<String> idempotencyKey = Optional.empty();

  @Option(names = "--watch", description = "Follow the new job to its end.")
  private boolean watch;

  ExtendCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.put("tenant_id", server.tenant());
    body.put("n_trials", trials);
    body.put("requested_by", "millrace extend");
    timeout.ifPresent(seconds -> body.put("timeout_seconds", seconds));
    idempotencyKey.ifPresent(key -> body.put("idempotency_key", key));
    Output output = new Output(surroundings, server.json());
    try (MillraceClient client = server.connect(surroundings)) {
      return StartedJob.report(client.extend(id, body), watch, client, surroundings, output);
    }
  }
}
