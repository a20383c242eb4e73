package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.MillraceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A load that is calm at night and restless by day, and what the commands say about it. */
final class RestlessLoad {
  private static final int HOURS = 60 * 24;

  private final MillraceClient client;
  private final CommandRun commands;
  private final MadeUpSeries harbour;

  RestlessLoad(Path folder, MillraceClient client) {
    this.client = client;
    this.commands = new CommandRun(folder);
    this.harbour = new MadeUpSeries(commands, "harbour", "draw");
  }

  void hasAModelThatSaysHowSureItIs() throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    harbour.ingest(
        HOURS, hour -> usual(hour % 24) + random.nextGaussian() * (isRestless(hour % 24) ? 20 : 2));
    JsonNode job =
        harbour.train(
            "harbour_range",
            space(),
            "--type",
            "quantile_forecast",
            "--quantiles",
            "0.05,0.5,0.95");
    assertThat(job.path("config").path("objective").asText()).isEqualTo("pinball");
    JsonNode model = client.model(job.path("model_id").asText());
    JsonNode test = model.path("metrics").path("test");
    assertThat(test.path("coverage_nominal").asDouble()).isEqualTo(0.9);
    assertThat(test.path("coverage").asDouble()).as("%s", test).isBetween(0.75, 1.0);
    assertThat(test.has("pinball_p95")).isTrue();
    JsonNode baselines = model.path("baselines");
    assertThat(baselines.path("ridge").path("pinball").asDouble())
        .as("%s", model)
        .isGreaterThan(test.path("pinball").asDouble());
    assertThat(model.path("stage").asText()).isEqualTo("staging");

    isForecast();
  }

  private void isForecast() throws IOException {
    JsonNode forecast =
        commands.json("forecast", "harbour_range").path("series").path(0).path("forecast");

    assertThat(forecast).hasSize(24);
    double night = 0;
    double day = 0;
    for (JsonNode step : forecast) {
      double low = step.path("p5").asDouble();
      double high = step.path("p95").asDouble();
      assertThat(step.path("p50").asDouble()).isBetween(low, high);
      int hour = Integer.parseInt(step.path("target_time").asText().substring(11, 13));
      night += isRestless(hour) ? 0 : high - low;
      day += isRestless(hour) ? high - low : 0;
    }
    assertThat(day).isGreaterThan(1.5 * night);
    assertThat(commands.text("forecast", "harbour_range").lines().findFirst().orElse(""))
        .containsSubsequence("SERIES", "TIME", "P5", "P50", "P95");
  }

  /** On the same data, after {@link #hasAModelThatSaysHowSureItIs}. */
  void hasAModelOfEveryStep() throws IOException {
    JsonNode job = harbour.train("harbour_path", space(), "--path", "--horizon", "12");
    JsonNode model = client.model(job.path("model_id").asText());
    JsonNode test = model.path("metrics").path("test");
    assertThat(test.path("mae_step_1").asDouble()).isPositive();
    assertThat(test.path("mae_step_12").asDouble()).isPositive();
    assertThat(model.path("baselines").path("ridge").has("mae_step_12")).isTrue();
    assertThat(model.path("baselines").path("persistence").path("mae").asDouble())
        .isGreaterThan(test.path("mae").asDouble());

    JsonNode path =
        commands.json("forecast", "harbour_path").path("series").path(0).path("forecast");
    JsonNode range =
        commands.json("forecast", "harbour_range").path("series").path(0).path("forecast");
    assertThat(path).hasSize(12);
    for (int step = 0; step < 12; step++) {
      assertThat(path.path(step).path("target_time"))
          .isEqualTo(range.path(step).path("target_time"));
      double spread =
          range.path(step).path("p95").asDouble() - range.path(step).path("p5").asDouble();
      assertThat(path.path(step).path("value").asDouble())
          .isBetween(
              range.path(step).path("p5").asDouble() - spread,
              range.path(step).path("p95").asDouble() + spread);
    }
  }

  private static boolean isRestless(int hour) {
    return hour >= 12;
  }

  /** Shifts come and go: nothing that a line through sine and cosine could follow. */
  private static double usual(int hour) {
    return switch (hour) {
      case 2, 3, 4 -> 200;
      case 7, 8, 9, 13, 14 -> 420;
      case 18, 19 -> 360;
      default -> 280;
    };
  }

  private Path space() throws IOException {
    return harbour.space(150, 0.15, 4, 6);
  }
}
