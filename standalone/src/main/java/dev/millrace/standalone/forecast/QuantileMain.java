package dev.millrace.standalone.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.model.QuantileModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Predicts quantiles in a process of its own. Arguments: the model's file, the file with
 * feature-store's rows. Writes an array of forecasts, with a field for each quantile.
 */
public final class QuantileMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private QuantileMain() {}

  public static void main(String[] arguments) throws IOException {
    JsonNode rows = JSON.readTree(Path.of(arguments[1]).toFile()).path("rows");
    ArrayNode forecasts = JSON.createArrayNode();
    try (QuantileModel model = QuantileModel.load(Files.readAllBytes(Path.of(arguments[0])))) {
      for (JsonNode row : rows) {
        Map<String, Double> baselines = RowReader.baselines(row);
        if (baselines.containsKey(model.anchor())) {
          add(
              forecasts.addObject().put("target_time", row.path("target_time").asText()),
              model.calibration().levels(),
              model.predict(RowReader.features(row, model.features()), baselines));
        }
      }
    }
    System.out.println(forecasts);
  }

  private static void add(ObjectNode forecast, QuantileLevels levels, double[] quantiles) {
    for (int i = 0; i < quantiles.length; i++) {
      forecast.put(levels.label(i), quantiles[i]);
    }
  }
}
