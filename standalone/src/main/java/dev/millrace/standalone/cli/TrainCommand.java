package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.client.MillraceClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a training job. */
@Command(
    name = "train",
    description = "Start a training job, from options or from a request in a JSON file.")
final class TrainCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private SearchOptions search = new SearchOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "REQUEST",
      description = "JSON file with the request, as for POST /ai/training/jobs/start.")
  private Optional<Path> request = Optional.empty();

  @Option(names = "--model", paramLabel = "NAME", description = "Name of the registered model.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--series",
      split = ",",
      paramLabel = "NAME",
      description = "Series to learn from; '*' for all that have the target.")
  private List<String> series = List.of();

  @Option(
      names = "--per-series",
      description = "A model for each series, not one that learns from all.")
  private boolean perSeries;

  @Option(
      names = "--feature-set",
      paramLabel = "NAME",
      description =
          "Feature set, with @ and a version if not the last (default: forecast_basic, or"
              + " anomaly_detection).")
  private Optional<String> featureSet = Optional.empty();

  @Option(names = "--target", paramLabel = "VARIABLE", description = "Variable to forecast.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "forecast",
      description = "forecast, quantile_forecast or anomaly (default: ${DEFAULT-VALUE}).")
  private String type = "forecast";

  @Option(
      names = "--quantiles",
      split = ",",
      paramLabel = "SHARE",
      description =
          "For --type quantile_forecast: shares of the targets that are to lie below each quantile"
              + " (default: 0.1,0.5,0.9).")
  private List<Double> quantiles = List.of();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "For --type anomaly: JSON file with the times in which something was wrong, a list of"
              + " [start, end].")
  private Optional<Path> labels = Optional.empty();

  @Option(
      names = "--priority",
      paramLabel = "PRIORITY",
      defaultValue = "normal",
      description = "low, normal, high or critical (default: ${DEFAULT-VALUE}).")
  private String priority = "normal";

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key again is the same job.")
  private Optional<String> idempotencyKey = Optional.empty();

  @Option(names = "--watch", description = "Follow the job to its end.")
  private boolean watch;

  TrainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    JsonNode body = request.isPresent() ? read(request.get()) : fromOptions();
    Output output = new Output(surroundings, server.json());
    try (MillraceClient client = server.connect(surroundings)) {
      return StartedJob.report(client.startJob(body), watch, client, surroundings, output);
    }
  }

  private static JsonNode read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new CommandFailed(ExitCode.USAGE, "cannot read " + file);
    }
    return JSON.readTree(file.toFile());
  }

  private ObjectNode fromOptions() throws IOException {
    if (model.isEmpty() || series.isEmpty() || target.isEmpty()) {
      throw new CommandFailed(
          ExitCode.USAGE, "name a request file, or --model, --series and --target");
    }
    ObjectNode body = JSON.createObjectNode();
    body.put("tenant_id", server.tenant());
    body.put("model_type", type);
    body.put("model_name", model.get());
    boolean anomaly = type.equals("anomaly");
    body.put("feature_set", featureSet.orElse(anomaly ? "anomaly_detection" : "forecast_basic"));
    body.put("priority", priority);
    body.put("requested_by", "millrace train");
    idempotencyKey.ifPresent(key -> body.put("idempotency_key", key));
    ObjectNode config = body.putObject("config");
    series.forEach(config.withArray("series")::add);
    if (perSeries) {
      config.put("per_series", true);
    }
    config.put("target_variable", target.get());
    if (anomaly) {
      config.put("horizon", 1);
    }
    search.addTo(config);
    if (!quantiles.isEmpty()) {
      quantiles.forEach(config.withObject("/training").putArray("quantiles")::add);
    }
    if (labels.isPresent()) {
      addLabels(read(labels.get()), config.withObject("/training").putArray("labels"));
    }
    return body;
  }

  private static void addLabels(JsonNode windows, ArrayNode labels) {
    for (JsonNode window : windows) {
      if (!window.isArray() || window.size() != 2) {
        throw new CommandFailed(
            ExitCode.USAGE, "--labels takes a list of [start, end], got " + window);
      }
      // A blank between date and time is how many tools write it.
      labels
          .addObject()
          .put("start", window.path(0).asText().replace(' ', 'T'))
          .put("end", window.path(1).asText().replace(' ', 'T'));
    }
  }
}
