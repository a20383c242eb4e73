package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.terminal.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists model versions. */
@Command(name = "models", description = "List registered model versions, the newest first.")
final class ModelsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only versions of this model.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most versions to list (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  ModelsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Map<String, String> filter = new HashMap<>();
    filter.put("tenant_id", server.tenant());
    filter.put("limit", Integer.toString(limit));
    name.ifPresent(wanted -> filter.put("model_name", wanted));
    try (MillraceClient client = server.connect(surroundings)) {
      JsonNode models = client.models(filter);
      Table table = Table.of("MODEL", "STAGE", "TEST MAE", "GATE", "REGISTERED", "SHA-256");
      for (JsonNode model : models.path("items")) {
        table.row(
            model.path("model_id").asText(),
            model.path("stage").asText(),
            TrialsCommand.number(model.path("metrics").path("test").path("mae")),
            model.path("gate").path("passed").asBoolean() ? "passed" : "not passed",
            model.path("registered_at").asText(),
            abbreviated(model.path("artifact").path("sha256").asText()));
      }
      new Output(surroundings, server.json()).result(models, table, "no models yet");
    }
    return ExitCode.OK.code();
  }

  private static String abbreviated(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }
}
