package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.bench.train.TrainBench;
import dev.millrace.standalone.bench.train.TrainLoad;
import dev.millrace.standalone.bench.train.TrainResult;
import dev.millrace.standalone.csv.FileRequest;
import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.UnusableFile;
import dev.millrace.standalone.ingest.DataFile;
import dev.millrace.standalone.ingest.FileIdentity;
import dev.millrace.standalone.ingest.FileVersion;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Table;
import dev.millrace.standalone.terminal.Words;
import dev.millrace.standalone.up.LocalMillrace;
import dev.millrace.standalone.up.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a whole study. */
@Command(
    name = "train",
    description = {
      "Measure a whole study: wall, CPU, memory, rounds, and how good the model is.",
      "Starts everything on a folder of its own, sends the file, and trains one job: from the topic",
      "to the registered model, the way of production."
    })
final class BenchTrainCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  private final Surroundings surroundings;

  @Mixin private FileOptions reading = new FileOptions();
  @Mixin private SearchOptions search = new SearchOptions();

  @Option(names = "--data", required = true, paramLabel = "FILE", description = "CSV or Parquet.")
  private Path file = Path.of("");

  @Option(names = "--target", required = true, paramLabel = "C", description = "What to forecast.")
  private String target = "";

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "0",
      description = "Trials at once (default: one per core).")
  private int slots;

  @Option(
      names = "--peer-features",
      description =
          "Rows, features, split and search space of a script with pandas, Optuna and XGBoost: one"
              + " fold, no embargo, the level, every round of every trial.")
  private boolean peer;

  @Option(names = "--json", description = "Write one line of JSON.")
  private boolean json;

  BenchTrainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, UnusableFile {
    Output output = new Output(surroundings, json);
    Screen screen = output.screen();
    FileRequest request = reading.request(file, peer ? List.of() : List.of(target));
    MeasurementFile data = DataFile.open(file, request);
    screen.say(data.describe());
    TrainLoad load = load(request, data);
    Instant now = surroundings.clock().instant();
    try (BenchFolder folder = BenchFolder.create()) {
      Logs.toFile(LocalMillrace.logs(folder.path()).resolve("millrace.log"));
      FileVersion version = new FileVersion(FileIdentity.of(file, "bench", data.reading()), now);
      TrainResult result =
          new TrainBench(load, search::addTo, surroundings.clock())
              .run(folder.path(), version, screen);
      screen.settle();
      output.result(node(load, result), lines(result));
      return (result.completed() ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private TrainLoad load(FileRequest request, MeasurementFile data) {
    if (data.namesSeries() && request.series().isEmpty()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "%s; one series is measured, name it: --series".formatted(data.describe()));
    }
    try {
      return new TrainLoad(
          file,
          data,
          request.series().orElse(request.fileSeries()),
          target,
          slots == 0 ? Runtime.getRuntime().availableProcessors() : slots,
          peer ? TrainLoad.Mode.PEER : TrainLoad.Mode.USUAL);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, "--" + e.getMessage());
    }
  }

  private static ObjectNode node(TrainLoad load, TrainResult result) {
    ObjectNode node =
        new ObjectMapper()
            .createObjectNode()
            .put("file", String.valueOf(load.file().getFileName()))
            .put("target", load.target())
            .put("mode", load.mode().name().toLowerCase(Locale.ROOT))
            .put("slots", load.slots())
            .put("status", result.job().path("status").asText())
            .put("trials", result.costs().trials())
            .put("rounds", result.costs().rounds())
            .put("wall_seconds", Figures.seconds(result.wall()))
            .put("cpu_seconds", Figures.seconds(result.cpu()))
            .put("worker_cpu_seconds", Figures.seconds(result.workerCpu()))
            .put("trial_cpu_seconds", Figures.seconds(result.costs().cpu()))
            .put("xgboost_seconds", Figures.seconds(result.xgboost()))
            .put("cpu_per_xgboost", result.cpuPerXGBoost())
            .put("xgboost_share_of_worker", result.xgboostShareOfWorker())
            .put("cpu_ms_per_round", 1000 * Figures.seconds(result.cpu()) / result.costs().rounds())
            .put("trials_per_second", result.costs().trials() / Figures.seconds(result.wall()));
    result.workerPeakBytes().ifPresent(bytes -> node.put("worker_peak_bytes", bytes));
    result.servicesPeakBytes().ifPresent(bytes -> node.put("services_peak_bytes", bytes));
    node.set("best_validation", result.job().path("best_value"));
    node.set("test", result.model().path("metrics").path("test"));
    node.set("baselines", result.model().path("baselines"));
    node.set("best_parameters", result.model().path("lineage").path("parameters"));
    node.set("problems", result.job().path("problems"));
    return node;
  }

  private static List<String> lines(TrainResult result) {
    List<String> lines = new ArrayList<>();
    if (!result.completed()) {
      lines.add("the job ended as " + result.job().path("status").asText());
      result.job().path("problems").forEach(p -> lines.add("  " + p.path("message").asText()));
      return lines;
    }
    Table costs = Table.of("", "");
    costs.row("trials, with the final fit", Integer.toString(result.costs().trials()));
    costs.row("boosting rounds", Long.toString(result.costs().rounds()));
    costs.row("wall", Words.duration(result.wall()));
    costs.row("CPU of everything", Words.duration(result.cpu()));
    costs.row("CPU of the worker", Words.duration(result.workerCpu()));
    costs.row("inside XGBoost", Words.duration(result.xgboost()));
    costs.row("CPU for each second in XGBoost", "%.2f".formatted(result.cpuPerXGBoost()));
    costs.row(
        "share of the worker's CPU in XGBoost",
        "%.0f %%".formatted(100 * result.xgboostShareOfWorker()));
    costs.row("most memory of the worker", megabytes(result.workerPeakBytes()));
    costs.row("most memory of the services", megabytes(result.servicesPeakBytes()));
    lines.addAll(costs.lines());
    lines.add("");
    lines.addAll(errors(result).lines());
    return lines;
  }

  private static Table errors(TrainResult result) {
    Table table = Table.of("FORECAST BY", "VALIDATION", "TEST MAE", "TEST WAPE %");
    JsonNode test = result.model().path("metrics").path("test");
    table.row(
        "the model",
        number(result.job().path("best_value")),
        number(test.path("mae")),
        number(test.path("wape")));
    result
        .model()
        .path("baselines")
        .properties()
        .forEach(
            each ->
                table.row(
                    each.getKey(),
                    "",
                    number(each.getValue().path("mae")),
                    number(each.getValue().path("wape"))));
    return table;
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? Words.number(value.asDouble()) : "–";
  }

  private static String megabytes(OptionalLong bytes) {
    return bytes.isEmpty() ? "unknown" : "%.0f MB".formatted(bytes.getAsLong() / MEGABYTE);
  }
}
