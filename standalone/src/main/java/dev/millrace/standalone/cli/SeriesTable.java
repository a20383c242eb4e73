package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.JobReader;
import dev.millrace.standalone.progress.JobView;
import dev.millrace.standalone.terminal.Table;
import dev.millrace.standalone.terminal.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of each series of a job: its model beside the best baseline on the test rows. */
final class SeriesTable {
  private static final String NOTHING = "–";

  private SeriesTable() {}

  static List<String> lines(List<JsonNode> jobs) {
    if (jobs.isEmpty()) {
      return List.of();
    }
    String objective = JobReader.read(jobs.getFirst()).objective();
    Table table =
        Table.of(
            "SERIES",
            "RESULT",
            "MODEL",
            objective.toUpperCase(Locale.ROOT),
            "BASELINE",
            "CHANGE",
            "WHY");
    jobs.stream()
        .sorted(Comparator.comparing(SeriesTable::series))
        .forEach(job -> table.row(row(job, objective)));
    List<String> lines = new ArrayList<>(table.lines());
    List<JsonNode> models = jobs.stream().filter(job -> job.path("model").isObject()).toList();
    if (!models.isEmpty()) {
      lines.add(verdict(models, objective));
    }
    return List.copyOf(lines);
  }

  private static String verdict(List<JsonNode> models, String objective) {
    long better =
        models.stream().filter(job -> error(job, objective) < baseline(job, objective)).count();
    return "%d of %s better than the best baseline on the test rows"
        .formatted(
            better, Words.count(models.size(), "model") + (models.size() == 1 ? " is" : " are"));
  }

  private static double error(JsonNode job, String objective) {
    return job.path("model").path("test_metrics").path(objective).asDouble(Double.NaN);
  }

  private static double baseline(JsonNode job, String objective) {
    return job.path("model").path("baselines").properties().stream()
        .map(Map.Entry::getValue)
        .mapToDouble(metrics -> metrics.path(objective).asDouble(Double.NaN))
        .filter(Double::isFinite)
        .min()
        .orElse(Double.NaN);
  }

  private static String series(JsonNode job) {
    return job.path("config").path("series").path(0).asText();
  }

  private static String[] row(JsonNode json, String objective) {
    JobView job = JobReader.read(json);
    double error = error(json, objective);
    double baseline = baseline(json, objective);
    return new String[] {
      series(json),
      job.status(),
      job.modelId().orElse(NOTHING),
      Words.number(error),
      Words.number(baseline),
      change(error, baseline),
      String.join("; ", job.problems())
    };
  }

  /** Below zero the model is better. */
  private static String change(double error, double baseline) {
    if (!Double.isFinite(error) || !Double.isFinite(baseline) || baseline <= 0) {
      return NOTHING;
    }
    return String.format(Locale.ROOT, "%+.1f %%", 100 * (error - baseline) / baseline)
        .replace('-', '−');
  }
}
