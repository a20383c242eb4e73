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
import picocli.CommandLine.Parameters;

/** Lists what a model finds strange in the latest values of its series. */
@Command(
    name = "anomalies",
    description = "List what an anomaly model finds strange in the latest values of its series.")
final class AnomaliesCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSIONS = 200;
  private static final String ALL = "*";

  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(
      paramLabel = "MODEL",
      description =
          "Name of a model, for its version in production or else its newest; or the id of a"
              + " version, TENANT/NAME/VERSION.")
  private String model = "";

  @Option(
      names = "--series",
      split = ",",
      paramLabel = "NAME",
      description = "Only these series (default: those that the model was trained on).")
  private List<String> series = List.of();

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
      JsonNode version = version(client);
      byte[] artifact = client.artifact(version.path("model_id").asText());
      JsonNode config = client.job(version.path("lineage").path("job_id").asText()).path("config");
      ObjectNode result = JSON.createObjectNode();
      result.put("model_id", version.path("model_id").asText());
      for (String name : seriesOf(config)) {
        JsonNode rows = client.observedRows(question(name, version, config));
        result.withArray("series").add(ModelProcess.ask(AnomalyMain.class, artifact, rows));
      }
      new Output(surroundings, server.json()).result(result, table(result), "no incidents");
    }
    return ExitCode.OK.code();
  }

  private JsonNode version(MillraceClient client) {
    JsonNode version = model.contains("/") ? client.model(model) : current(client);
    String type = version.path("model_type").asText();
    if (!type.equals("anomaly")) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "%s is a model of type %s; only one of type anomaly finds anomalies"
              .formatted(version.path("model_id").asText(), type));
    }
    return version;
  }

  /** The version in production, else the newest. */
  private JsonNode current(MillraceClient client) {
    JsonNode versions =
        client
            .models(
                Map.of(
                    "tenant_id", server.tenant(),
                    "model_name", model,
                    "limit", Integer.toString(VERSIONS)))
            .path("items");
    if (versions.isEmpty()) {
      throw new CommandFailed(ExitCode.FAILED, "there is no model " + model);
    }
    return versions
        .valueStream()
        .filter(version -> version.path("stage").asText().equals("production"))
        .findFirst()
        .orElse(versions.path(0));
  }

  private List<String> seriesOf(JsonNode config) {
    if (!series.isEmpty()) {
      return series;
    }
    List<String> trained = config.path("series").valueStream().map(JsonNode::asText).toList();
    if (trained.contains(ALL)) {
      throw new CommandFailed(
          ExitCode.USAGE, "the model was trained on all series; name some with --series");
    }
    return trained;
  }

  private Map<String, String> question(String name, JsonNode version, JsonNode config) {
    JsonNode lineage = version.path("lineage");
    return Map.of(
        "tenant_id",
        version.path("tenant_id").asText(),
        "series",
        name,
        "variable",
        config.path("target_variable").asText(),
        "feature_set",
        lineage.path("feature_set").asText() + "@" + lineage.path("feature_set_version").asInt(),
        "horizon",
        config.path("horizon").asText(),
        "steps",
        Integer.toString(points));
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
