package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.anomaly.AnomalyMain;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.forecast.ModelProcess;
import dev.millrace.standalone.terminal.Table;
import dev.millrace.standalone.terminal.Words;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what a model finds strange in the latest values of its series. */
@Command(
    name = "anomalies",
    description = "List what an anomaly model finds strange in the latest values of its series.")
final class AnomaliesCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AskedModel asked = new AskedModel();

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "1000",
      description = "So many of the latest values of each series (default: ${DEFAULT-VALUE}).")
  private int points = 1000;

  AnomaliesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    try (MillraceClient client = server.connect(surroundings)) {
      JsonNode version = asked.version(client, server.tenant(), List.of("anomaly"));
      byte[] artifact = client.artifact(version.path("model_id").asText());
      JsonNode config = client.job(version.path("lineage").path("job_id").asText()).path("config");
      ObjectNode result = JSON.createObjectNode();
      result.put("model_id", version.path("model_id").asText());
      for (String name : asked.seriesOf(config)) {
        Map<String, String> question = AskedModel.question(name, version, config);
        question.put("steps", Integer.toString(points));
        JsonNode rows = client.observedRows(question);
        result.withArray("series").add(ModelProcess.ask(AnomalyMain.class, artifact, rows));
      }
      new Output(surroundings, server.json()).result(result, table(result), "no incidents");
    }
    return ExitCode.OK.code();
  }

  private static Table table(JsonNode result) {
    Table table = Table.of("SERIES", "FROM", "TO", "AT", "VALUE", "EXPECTED", "SCORE");
    for (JsonNode one : result.path("series")) {
      for (JsonNode incident : one.path("incidents")) {
        table.row(
            incident.path("series").asText(),
            incident.path("start").asText(),
            incident.path("end").asText(),
            incident.path("peak").asText(),
            Words.number(incident.path("value").asDouble()),
            Words.number(incident.path("expected").asDouble()),
            Words.number(incident.path("score").asDouble()));
      }
    }
    return table;
  }
}
