package dev.millrace.standalone.anomaly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.forecast.RowReader;
import dev.millrace.trainer.anomaly.Incident;
import dev.millrace.trainer.anomaly.Residuals;
import dev.millrace.trainer.anomaly.Scored;
import dev.millrace.trainer.model.AnomalyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Judges points in a process of its own. Arguments: the model's file, the file with feature-store's
 * observed rows of one series. Writes the incidents in them.
 */
public final class AnomalyMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnomalyMain() {}

  /** A point as it came and as it was expected. */
  private record Point(Instant time, double value, double expected) {}

  public static void main(String[] arguments) throws IOException {
    JsonNode past = JSON.readTree(Path.of(arguments[1]).toFile());
    try (AnomalyModel model = AnomalyModel.load(Files.readAllBytes(Path.of(arguments[0])))) {
      List<Point> points = points(past.path("rows"), model);
      System.out.println(answer(past.path("series").asText(), points, model));
    }
  }

  private static List<Point> points(JsonNode rows, AnomalyModel model) {
    List<String> features = model.forecast().features();
    List<Point> points = new ArrayList<>();
    for (JsonNode row : rows) {
      Map<String, Double> baselines = RowReader.baselines(row);
      if (model.forecast().canForecastFrom(baselines)) {
        points.add(
            new Point(
                Instant.parse(row.path("target_time").asText()),
                row.path("value").asDouble(),
                model.forecast().predict(RowReader.features(row, features), baselines)));
      }
    }
    return points;
  }

  private static ObjectNode answer(String series, List<Point> points, AnomalyModel model) {
    var residuals = new Residuals.Gathering(series);
    for (Point point : points) {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, point.time());
      residuals.add(micros, point.value() - point.expected());
    }
    Scored scored = Scored.of(model.detector(), residuals.residuals());
    ObjectNode answer = JSON.createObjectNode();
    answer.put("series", series);
    answer.put("points", points.size());
    answer.put("score_threshold", model.detector().threshold());
    for (Incident incident : Incident.of(scored, model.pace())) {
      Point peak = points.get(incident.peak());
      answer
          .withArray("incidents")
          .addObject()
          .put("series", series)
          .put("start", points.get(incident.first()).time().toString())
          .put("end", points.get(incident.last()).time().toString())
          .put("peak", peak.time().toString())
          .put("value", peak.value())
          .put("expected", peak.expected())
          .put("score", scored.score(incident.peak()));
    }
    return answer;
  }
}
