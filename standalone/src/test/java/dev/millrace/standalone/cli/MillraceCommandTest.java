package dev.millrace.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.standalone.terminal.Style;
import dev.millrace.standalone.terminal.Terminal;
import dev.millrace.standalone.up.ServerAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MillraceCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "demo",
        "ingest",
        "train",
        "extend",
        "retry",
        "watch",
        "jobs",
        "job",
        "cancel",
        "trials",
        "models",
        "forecast",
        "anomalies"
      })
  void everyCommandExplainsItselfAndItsExitCodes(String command) {
    assertThat(run(command, "--help")).isZero();

    assertThat(out()).contains("Usage: millrace " + command, "--json", "--data-dir", "Exit codes:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bogus", "jobs --bogus", "job", "jobs --limit many"})
  void refusesACommandLineThatMakesNoSense(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);

    assertThat(err()).contains("Usage: millrace");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs",
        "models",
        "job x",
        "watch x",
        "cancel x",
        "trials x",
        "extend x --trials 5",
        "trials x --importances",
        "forecast x",
        "anomalies x"
      })
  void saysThatNothingRunsAndHowToStartIt(String line) {
    assertThat(run(line.split(" "))).isEqualTo(3);

    assertThat(err()).contains("no Millrace is running on " + folder, "millrace up");
  }

  @Test
  void doesNotTrustTheAddressOfAServerThatIsGone() throws IOException {
    new ServerAddress(URI.create("http://127.0.0.1:1"), 1, "127.0.0.1:1", "http://127.0.0.1:1")
        .write(folder);

    assertThat(run("jobs")).isEqualTo(3);
    assertThat(err()).contains("no Millrace is running on " + folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "nonsense", "ftp://127.0.0.1", "http:///jobs"})
  void refusesAServerThatIsNoUrl(String server) {
    assertThat(run("jobs", "--server=" + server)).isEqualTo(2);

    assertThat(err()).contains("http://127.0.0.1:8080", server).doesNotContain("\tat ");
  }

  @Test
  void writesErrorsAsJsonToo() throws IOException {
    assertThat(run("jobs", "--json")).isEqualTo(3);

    JsonNode error = new ObjectMapper().readTree(out());
    assertThat(error.path("exit_code").asInt()).isEqualTo(3);
    assertThat(error.path("error").asText()).contains("no Millrace is running");
  }

  @Test
  void namesTheFileThatCannotBeRead() {
    assertThat(run("ingest", "nothing.csv", "--time-column", "t")).isEqualTo(2);

    assertThat(err()).contains("cannot read nothing.csv");
  }

  @Test
  void writesMadeUpDataAndItsLabels() throws IOException {
    Path file = folder.resolve("m.csv");

    assertThat(run("generate", "anomalies", "--days", "10", "--output", file.toString())).isZero();

    assertThat(out()).contains("wrote 5,760 rows to " + file, "labels to " + folder);
    assertThat(Files.readAllLines(file)).hasSize(5_761);
    assertThat(Files.readAllLines(folder.resolve("m.labels.csv")))
        .hasSizeGreaterThan(4)
        .startsWith("series,from,until,kind");
    assertThat(run("generate", "weather", "--output", file.toString())).isEqualTo(2);
    assertThat(err()).contains("KIND must be utility, retail or anomalies, got 'weather'");
  }

  @Test
  void saysInOneLineWhyAFileIsOfNoUse() throws IOException {
    Path header = Files.writeString(folder.resolve("header.csv"), "time,v\n");

    assertThat(run("ingest", folder.toString())).isEqualTo(2);
    assertThat(run("ingest", header.toString())).isEqualTo(2);

    assertThat(err().lines())
        .containsExactly(
            "millrace: %s is a folder, not a file".formatted(folder),
            "millrace: %s: it has no rows below its header".formatted(header));
  }

  @Test
  void looksIntoAFileBeforeItLooksForAServer() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "time,v\n2020-01-01,1\n");

    assertThat(run("ingest", file.toString(), "--time-column", "date")).isEqualTo(2);
    assertThat(err()).contains("there is no column 'date'; the columns are time, v");
  }

  @Test
  void namesTheOptionThatIsMissing() {
    assertThat(run("train", "--model", "m")).isEqualTo(2);

    assertThat(err()).contains("--model, --series and --target");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a/b/1", "a/b/1.0.0/c", "a b/c/1.0.0", "../b/1.0", "/b/1.0.0"})
  void refusesAModelThatIsNeitherANameNorAVersion(String model) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();

    try {
      assertThat(run("forecast", model, "--server=" + url)).isEqualTo(2);
      assertThat(err()).contains("TENANT/NAME/VERSION", "got " + model);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void asksTheVersionInProductionHoweverManyCameAfterIt() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/ai/models", MillraceCommandTest::answerWithOneOfTwoPages);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();

    try {
      assertThat(run("forecast", "m", "--server=" + url)).isEqualTo(2);
      // The first page has none in production.
      assertThat(err()).contains("acme/m/1.0.0 is a model of type anomaly");
    } finally {
      server.stop(0);
    }
  }

  private static void answerWithOneOfTwoPages(HttpExchange asked) throws IOException {
    boolean second = asked.getRequestURI().getQuery().contains("cursor=7");
    String version =
        "{\"model_id\": \"acme/m/%s\", \"model_type\": \"anomaly\", \"stage\": \"%s\"}"
            .formatted(second ? "1.0.0" : "2.0.0", second ? "production" : "staging");
    byte[] page =
        "{\"items\": [%s], \"next_cursor\": %s}"
            .formatted(version, second ? "null" : "\"7\"")
            .getBytes(StandardCharsets.UTF_8);
    try (asked) {
      asked.sendResponseHeaders(200, page.length);
      asked.getResponseBody().write(page);
    }
  }

  private int run(String... arguments) {
    Terminal terminal = new Terminal(stream(out), stream(err), false, false, 80, Style.PLAIN);
    return MillraceCommand.run(
        new Surroundings(
            Map.of("MILLRACE_DATA_DIR", folder.toString()),
            folder,
            terminal,
            InstantSource.system()),
        arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
