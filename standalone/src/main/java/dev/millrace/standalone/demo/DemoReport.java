package dev.millrace.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.terminal.ForecastChart;
import dev.millrace.standalone.terminal.Style;
import dev.millrace.standalone.terminal.Table;
import dev.millrace.standalone.terminal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A demonstration's result for people. */
public final class DemoReport {
  private static final int CHART_HEIGHT = 10;
  private static final List<String> METRICS = List.of("mae", "rmse", "wape", "mase");

  private DemoReport() {}

  /** The lines: errors beside the baselines, a verdict, the forecast as a picture. */
  public static List<String> lines(DemoResult result, int width, Style style) {
    List<String> lines = new ArrayList<>();
    if (!result.completed()) {
      lines.add(style.red("The job ended as " + result.job().path("status").asText() + "."));
      result.job().path("problems").forEach(p -> lines.add("  " + p.path("message").asText()));
      return lines;
    }
    JsonNode model = result.model();
    lines.add("");
    lines.add(style.bold("registered " + model.path("model_id").asText()));
    lines.add(
        "errors on the test rows, the last in time, which no trial saw (target: %s):"
            .formatted(result.plan().target()));
    lines.add("");
    lines.addAll(errors(model).lines());
    lines.add("");
    lines.add(verdict(model, style));
    lines.addAll(chart(result, width));
    return lines;
  }

  private static Table errors(JsonNode model) {
    Table table = Table.of("forecast by", "MAE", "RMSE", "WAPE %", "MASE");
    table.row(row("the model", model.path("metrics").path("test")));
    Map<String, JsonNode> baselines = new TreeMap<>();
    model.path("baselines").properties().forEach(e -> baselines.put(e.getKey(), e.getValue()));
    baselines.forEach((name, metrics) -> table.row(row(name.replace('_', ' '), metrics)));
    return table;
  }

  private static String[] row(String name, JsonNode metrics) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    for (String metric : METRICS) {
      cells.add(
          metrics.path(metric).isNumber() ? Words.number(metrics.path(metric).asDouble()) : "–");
    }
    return cells.toArray(String[]::new);
  }

  private static String verdict(JsonNode model, Style style) {
    Map<String, Double> baselines = new TreeMap<>();
    model
        .path("baselines")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().path("mae").isNumber()) {
                baselines.put(entry.getKey(), entry.getValue().path("mae").asDouble());
              }
            });
    if (baselines.isEmpty()) {
      return "There is no baseline to compare with.";
    }
    Verdict verdict =
        Verdict.of(model.path("metrics").path("test").path("mae").asDouble(), baselines);
    return verdict.modelIsBetter()
        ? style.green(verdict.sentence())
        : style.yellow(verdict.sentence());
  }

  private static List<String> chart(DemoResult result, int width) {
    List<Double> forecast = new ArrayList<>();
    result.forecast().forEach(point -> forecast.add(point.path("value").asDouble()));
    if (forecast.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "%s from %s to %s:"
            .formatted(
                result.plan().target(),
                result.forecast().path(0).path("target_time").asText(),
                result.forecast().path(forecast.size() - 1).path("target_time").asText()));
    List<Double> history = result.data().recent(result.plan().target());
    lines.addAll(new ForecastChart(history, forecast, Math.min(width, 100), CHART_HEIGHT).lines());
    return lines;
  }
}
