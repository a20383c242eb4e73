package dev.millrace.standalone.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.millrace.trainer.model.PathModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Predicts every step of a path in a process of its own. Arguments: the model's file, the file with
 * feature-store's answer about the path. Writes an array of forecasts; it is empty when a naive
 * forecast that the model needs is missing.
 */
public final class PathMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PathMain() {}

  public static void main(String[] arguments) throws IOException {
    JsonNode row = JSON.readTree(Path.of(arguments[1]).toFile());
    JsonNode steps = row.path("path");
    List<Map<String, Double>> baselines = new ArrayList<>();
    steps.forEach(step -> baselines.add(RowReader.baselines(step)));
    ArrayNode forecasts = JSON.createArrayNode();
    try (PathModel model = PathModel.load(Files.readAllBytes(Path.of(arguments[0])))) {
      if (baselines.stream().allMatch(step -> step.containsKey(model.anchor()))) {
        double[] path = model.predict(RowReader.features(row, model.features()), baselines);
        for (int i = 0; i < path.length; i++) {
          forecasts
              .addObject()
              .put("target_time", steps.path(i).path("target_time").asText())
              .put("value", path[i]);
        }
      }
    }
    System.out.println(forecasts);
  }
}
