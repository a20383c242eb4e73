package dev.millrace.standalone.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.millrace.trainer.model.ForecastModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Predicts in a process of its own: native code must not be able to take the broker down with it.
 * Arguments: the model's file, the file with feature-store's rows. Writes an array of forecasts.
 */
public final class ForecastMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ForecastMain() {}

  public static void main(String[] arguments) throws IOException {
    JsonNode rows = JSON.readTree(Path.of(arguments[1]).toFile()).path("rows");
    ArrayNode forecasts = JSON.createArrayNode();
    try (ForecastModel model = ForecastModel.load(Files.readAllBytes(Path.of(arguments[0])))) {
      for (JsonNode row : rows) {
        Map<String, Double> baselines = RowReader.baselines(row);
        if (model.canForecastFrom(baselines)) {
          forecasts
              .addObject()
              .put("target_time", row.path("target_time").asText())
              .put("value", model.predict(RowReader.features(row, model.features()), baselines));
        }
      }
    }
    System.out.println(forecasts);
  }
}
