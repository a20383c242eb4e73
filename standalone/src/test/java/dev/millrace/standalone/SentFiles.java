package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.platform.testkit.Await;
import dev.millrace.standalone.cli.MillraceCommand;
import dev.millrace.standalone.cli.Surroundings;
import dev.millrace.standalone.terminal.Style;
import dev.millrace.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Files that are sent by the command, and what the feature store then has of them. */
final class SentFiles {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final int HOURS = 500;
  private static final String SERIES = "feeder's \"9\"; DROP TABLE measurement";

  private final Path folder;
  private final URI server;

  SentFiles(Path folder, URI server) {
    this.folder = folder;
    this.server = server;
  }

  /** Two at once make one version of every value; a corrected file makes one more. */
  void areKeptOnceAndCorrectedByALaterOne() throws Exception {
    Path file = write(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<JsonNode> one = threads.submit(() -> ingest(file));
      Future<JsonNode> two = threads.submit(() -> ingest(file));
      assertThat(one.get().path("values_sent").asInt()).isEqualTo(HOURS);
      assertThat(two.get().path("recorded_at")).isEqualTo(one.get().path("recorded_at"));
    }
    assertThat(ingest(file).path("sent_before").asBoolean()).isTrue();
    assertThat(ingest(write(2)).path("sent_before").asBoolean()).isFalse();

    Await.until("both files are in the table", () -> measurements() >= 2 * HOURS);

    assertThat(measurements()).isEqualTo(2 * HOURS);
    assertThat(lastButOne()).isEqualTo(2 * (HOURS - 1) + 0.5);
  }

  /** One row stands there twice; the corrected file has other values. */
  private Path write(int factor) throws IOException {
    String series = "\"" + SERIES.replace("\"", "\"\"") + "\"";
    StringBuilder text = new StringBuilder("time;meter;load\n");
    for (int hour = 1; hour <= HOURS; hour++) {
      text.append("%s;%s;%d,5%n".formatted(at(hour), series, hour * factor));
    }
    text.append("%s;%s;1,0%n".formatted(at(1), series));
    return Files.writeString(folder.resolve("sent.csv"), text);
  }

  private static Instant at(int hour) {
    return START.plusSeconds(3600L * hour);
  }

  private JsonNode ingest(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            Map.of("MILLRACE_DATA_DIR", folder.toString()),
            folder,
            new Terminal(stream, err, false, false, 80, Style.PLAIN),
            InstantSource.system());

    int code = MillraceCommand.run(surroundings, "ingest", file.toString(), "--json");

    JsonNode result = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(code).describedAs("%s", result).isZero();
    assertThat(result.path("duplicate_rows").asInt()).isEqualTo(1);
    assertThat(result.path("refused").path(0).path("line").asInt()).isEqualTo(HOURS + 2);
    return result;
  }

  private long measurements() {
    for (JsonNode series : get("/ai/features/series?tenant_id=default").path("items")) {
      if (series.path("series").asText().equals(SERIES)) {
        return series.findValue("measurements").asLong();
      }
    }
    return 0;
  }

  /** What was observed one step before the last time; a forecast's lag says it. */
  private double lastButOne() {
    JsonNode rows =
        get(
            "/ai/features/forecast-rows?tenant_id=default&variable=load&horizon=1&series="
                + URLEncoder.encode(SERIES, StandardCharsets.UTF_8));
    return rows.findValue("lag_1").asDouble();
  }

  private JsonNode get(String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(server.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
