package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.bench.train.TrainLoad;
import dev.millrace.standalone.bench.train.TrainResult;
import dev.millrace.standalone.terminal.Table;
import dev.millrace.standalone.terminal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What was measured of whole studies, for machines and for people. */
final class TrainReport {
  private static final double MEGABYTE = 1e6;

  private final TrainLoad load;
  private final List<TrainResult> results;

  TrainReport(TrainLoad load, List<TrainResult> results) {
    this.load = load;
    this.results = List.copyOf(results);
  }

  ObjectNode node() {
    ObjectNode node =
        new ObjectMapper()
            .createObjectNode()
            .put("file", String.valueOf(load.file().getFileName()))
            .put("target", load.target())
            .put("mode", load.mode().name().toLowerCase(Locale.ROOT))
            .put("slots", load.slots());
    ArrayNode runs = node.putArray("runs");
    results.forEach(result -> write(result, runs.addObject()));
    return node;
  }

  private void write(TrainResult result, ObjectNode node) {
    node.put("status", result.job().path("status").asText())
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
    load.quality().ifPresent(value -> node.put("quality", value));
    result
        .reached()
        .ifPresent(
            reached ->
                node.put("quality_wall_seconds", Figures.seconds(reached.wall()))
                    .put("quality_cpu_seconds", Figures.seconds(reached.cpu())));
    result.workerPeakBytes().ifPresent(bytes -> node.put("worker_peak_bytes", bytes));
    result.servicesPeakBytes().ifPresent(bytes -> node.put("services_peak_bytes", bytes));
    node.set("best_validation", result.job().path("best_value"));
    node.set("test", result.model().path("metrics").path("test"));
    node.set("baselines", result.model().path("baselines"));
    node.set("best_parameters", result.model().path("lineage").path("parameters"));
    node.set("problems", result.job().path("problems"));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (TrainResult result : results) {
      if (!result.completed()) {
        lines.add("the job ended as " + result.job().path("status").asText());
        result.job().path("problems").forEach(p -> lines.add("  " + p.path("message").asText()));
        return lines;
      }
    }
    lines.addAll(costs().lines());
    lines.add("");
    lines.addAll(errors(results.getLast()).lines());
    return lines;
  }

  private Table costs() {
    Table table =
        Table.of(
            Stream.concat(
                    Stream.of(""),
                    IntStream.rangeClosed(1, results.size())
                        .mapToObj(run -> results.size() == 1 ? "" : "RUN " + run))
                .toArray(String[]::new));
    row(table, "trials, with the final fit", run -> Integer.toString(run.costs().trials()));
    row(table, "boosting rounds", run -> Long.toString(run.costs().rounds()));
    row(table, "wall", run -> Words.duration(run.wall()));
    row(table, "CPU of everything", run -> Words.duration(run.cpu()));
    row(table, "CPU of the worker", run -> Words.duration(run.workerCpu()));
    row(table, "inside XGBoost", run -> Words.duration(run.xgboost()));
    row(table, "CPU for each second in XGBoost", run -> "%.2f".formatted(run.cpuPerXGBoost()));
    row(
        table,
        "share of the worker's CPU in XGBoost",
        run -> "%.0f %%".formatted(100 * run.xgboostShareOfWorker()));
    load.quality().ifPresent(value -> quality(table, value));
    row(table, "most memory of the worker", run -> megabytes(run.workerPeakBytes()));
    row(table, "most memory of the services", run -> megabytes(run.servicesPeakBytes()));
    return table;
  }

  private void quality(Table table, double value) {
    String what = "until validation of " + Words.number(value);
    row(
        table,
        "CPU " + what,
        run -> run.reached().map(at -> Words.duration(at.cpu())).orElse("never"));
    row(
        table,
        "wall " + what,
        run -> run.reached().map(at -> Words.duration(at.wall())).orElse("never"));
  }

  private void row(Table table, String what, Function<TrainResult, String> figure) {
    table.row(Stream.concat(Stream.of(what), results.stream().map(figure)).toArray(String[]::new));
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
