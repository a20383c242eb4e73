package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.forecast.Forecaster;
import dev.millrace.standalone.terminal.Table;
import dev.millrace.standalone.terminal.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what a model expects of the next steps of its series. */
@Command(
    name = "forecast",
    description = "Forecast the next steps of series: values, or quantiles of them.")
final class ForecastCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AskedModel asked = new AskedModel();

  ForecastCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    try (MillraceClient client = server.connect(surroundings)) {
      JsonNode version = asked.version(client, server.tenant(), Forecaster.MODEL_TYPES);
      byte[] artifact = client.artifact(version.path("model_id").asText());
      JsonNode config = client.job(version.path("lineage").path("job_id").asText()).path("config");
      ObjectNode result = JSON.createObjectNode();
      result.put("model_id", version.path("model_id").asText());
      for (String name : asked.seriesOf(config)) {
        result
            .withArray("series")
            .addObject()
            .put("series", name)
            .set(
                "forecast",
                forecast(
                    client,
                    AskedModel.question(name, version, config),
                    kind(version, config),
                    artifact));
      }
      new Output(surroundings, server.json()).result(result, table(result), "no rows to forecast");
    }
    return ExitCode.OK.code();
  }

  private static Forecaster.Kind kind(JsonNode version, JsonNode config) {
    return Forecaster.Kind.of(
        version.path("model_type").asText(), config.path("training").path("path").asBoolean());
  }

  private static JsonNode forecast(
      MillraceClient client, Map<String, String> question, Forecaster.Kind kind, byte[] artifact)
      throws IOException {
    JsonNode rows =
        switch (kind) {
          case HORIZON, QUANTILES -> client.forecastRows(question);
          case PATH -> client.forecastPath(question);
        };
    return Forecaster.forecast(kind, artifact, rows);
  }

  private static Table table(JsonNode result) {
    List<String> columns = columns(result);
    List<String> headings = new ArrayList<>(List.of("SERIES", "TIME"));
    columns.forEach(column -> headings.add(column.toUpperCase(Locale.ROOT)));
    Table table = Table.of(headings.toArray(String[]::new));
    for (JsonNode one : result.path("series")) {
      for (JsonNode step : one.path("forecast")) {
        List<String> cells = new ArrayList<>();
        cells.add(one.path("series").asText());
        cells.add(step.path("target_time").asText());
        columns.forEach(column -> cells.add(Words.number(step.path(column).asDouble())));
        table.row(cells.toArray(String[]::new));
      }
    }
    return table;
  }

  /** Of any step: a series may have no rows to forecast. */
  private static List<String> columns(JsonNode result) {
    return result
        .path("series")
        .valueStream()
        .flatMap(one -> one.path("forecast").valueStream())
        .findFirst()
        .map(step -> step.propertyStream().map(Map.Entry::getKey).toList())
        .orElse(List.of())
        .stream()
        .filter(name -> !name.equals("target_time"))
        .toList();
  }
}
