package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.standalone.cli.MillraceCommand;
import dev.millrace.standalone.cli.Surroundings;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.ingest.Measurement;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.terminal.Style;
import dev.millrace.standalone.terminal.Terminal;
import dev.millrace.standalone.watch.JobWatcher;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A model for each of a handful of series, one of which never moves. */
final class ManySeries {
  private static final String TENANT = "forest";
  private static final int HOURS = 400;
  private static final String STILL = "stump";
  private static final List<String> SERIES = List.of("oak/1", "oak/2", "elm", STILL);

  private final Path folder;
  private final MillraceClient client;
  private final JobWatcher watcher;

  ManySeries(Path folder, MillraceClient client, JobWatcher watcher) {
    this.folder = folder;
    this.client = client;
    this.watcher = watcher;
  }

  void send(Upstream upstream, Instant first) {
    SplittableRandom random = new SplittableRandom(11);
    for (String series : SERIES) {
      for (int hour = 0; hour < HOURS; hour++) {
        Instant at = first.plus(Duration.ofHours(hour));
        double value = series.equals(STILL) ? 7 : 50 + 9 * (hour % 24) + random.nextInt(20);
        upstream.send(new Measurement(TENANT, series, "sap", at, value), "ml", "test");
      }
    }
    upstream.awaitSent();
  }

  /** What the command that starts them shows, which says with its exit code that one is missing. */
  String train() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            Map.of(),
            folder,
            new Terminal(stream, stream, false, false, 120, Style.PLAIN),
            InstantSource.system());
    int code =
        MillraceCommand.run(
            surroundings,
            ("train --model trees --series * --per-series --target sap --trials 2 --watch"
                    + " --idempotency-key many --server "
                    + client.server()
                    + " --tenant "
                    + TENANT)
                .split(" "));
    String shown = out.toString(StandardCharsets.UTF_8);
    assertThat(code).as(shown).isEqualTo(1);
    return shown;
  }

  void showsHowEachOfThemEnded(String shown) {
    assertThat(shown.lines())
        .anyMatch(line -> line.startsWith("trees: completed in part, 4/4 series  1 failed"))
        .anyMatch(line -> line.matches("oak/1 +completed +forest/trees.oak.2F1/1.0.0 .*%.*"))
        .anyMatch(line -> line.matches("elm +completed +forest/trees.elm/1.0.0 .*"))
        .anyMatch(line -> line.matches(STILL + " +failed .* the target is 7.0 in all .*"));
  }

  /** The job, which the same idempotency key leads to. */
  JsonNode hasOneJobAndOneModelForEachSeries() {
    Map<String, String> own = Map.of("tenant_id", TENANT, "parent", "none");
    assertThat(client.jobs(own).path("total").asInt()).isEqualTo(1);
    JsonNode job = client.job(client.jobs(own).at("/items/0/job_id").asText());

    assertThat(job.path("status").asText()).isEqualTo("completed");
    assertThat(job.at("/series_counts/completed").asInt()).isEqualTo(3);
    assertThat(job.path("failed_series").findValuesAsText("series")).containsExactly(STILL);
    assertThat(client.seriesJobs(job.path("job_id").asText()))
        .hasSize(4)
        .allSatisfy(each -> assertThat(each.at("/config/as_of")).isEqualTo(job.at("/config/as_of")))
        .extracting(each -> each.at("/config/seed").asLong())
        .doesNotHaveDuplicates();
    assertThat(client.models(Map.of("tenant_id", TENANT)).path("total").asInt()).isEqualTo(3);
    return job;
  }

  void triesTheOneThatFailedOnceMoreAndNoOther(JsonNode job) {
    String id =
        client
            .retry(job.path("job_id").asText(), new ObjectMapper().createObjectNode())
            .path("job_id")
            .asText();

    JsonNode again = watcher.watch(id, (_, _) -> {});

    assertThat(again.path("status").asText()).isEqualTo("failed");
    assertThat(again.path("message").asText())
        .startsWith("none of 1 series got a model; the first, 'stump': the target is 7.0");
    assertThat(client.seriesJobs(id)).hasSize(1);
  }
}
