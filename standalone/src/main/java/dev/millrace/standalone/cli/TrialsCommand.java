package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.terminal.Table;
import dev.millrace.standalone.terminal.Words;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the trials of a job. */
@Command(name = "trials", description = "List the trials of a job with their parameters.")
final class TrialsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "200",
      description = "Most trials to list (default: ${DEFAULT-VALUE}).")
  private int limit = 200;

  @Option(names = "--importances", description = "Show how much each parameter matters instead.")
  private boolean importances;

  TrialsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (MillraceClient client = server.connect(surroundings)) {
      if (importances) {
        showImportances(client);
        return ExitCode.OK.code();
      }
      JsonNode trials = client.trials(id, Map.of("limit", Integer.toString(limit)));
      Table table =
          Table.of("TRIAL", "STATE", "OBJECTIVE", "ATTEMPTS", "TIME", "PARAMETERS", "WHY");
      for (JsonNode trial : trials.path("items")) {
        table.row(
            trial.path("number").asText()
                + (trial.path("kind").asText().equals("final_fit") ? " (final fit)" : ""),
            trial.path("state").asText(),
            number(trial.path("objective")),
            Integer.toString(trial.path("attempts").size()),
            trial.path("duration_ms").isNumber()
                ? Words.duration(Duration.ofMillis(trial.path("duration_ms").asLong()))
                : "–",
            parameters(trial.path("parameters")),
            trial.path("reason").asText(""));
      }
      new Output(surroundings, server.json()).result(trials, table, "no trials yet");
    }
    return ExitCode.OK.code();
  }

  private void showImportances(MillraceClient client) {
    JsonNode answer = client.importances(id);
    Table table = Table.of("PARAMETER", "IMPORTANCE");
    for (JsonNode each : answer.path("importances")) {
      table.row(
          each.path("parameter").asText(),
          "%.1f %%".formatted(100 * each.path("importance").asDouble()));
    }
    new Output(surroundings, server.json())
        .result(answer, table, "too few complete trials to tell what matters");
  }

  static String number(JsonNode value) {
    return value.isNumber() ? Words.number(value.asDouble()) : "–";
  }

  private static String parameters(JsonNode parameters) {
    StringJoiner text = new StringJoiner(" ");
    parameters
        .properties()
        .forEach(
            entry ->
                text.add(
                    entry.getKey()
                        + "="
                        + (entry.getValue().isFloatingPointNumber()
                            ? Words.number(entry.getValue().asDouble())
                            : entry.getValue().asText())));
    return text.toString();
  }
}
