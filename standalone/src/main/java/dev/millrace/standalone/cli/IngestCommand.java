package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.client.ServerUnreachable;
import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.UnusableFile;
import dev.millrace.standalone.ingest.FileSource;
import dev.millrace.standalone.ingest.Ingestion;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.terminal.Words;
import dev.millrace.standalone.up.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a CSV file. */
@Command(
    name = "ingest",
    description = {
      "Send the rows of a CSV file as measurement-recorded, then one data-updated.",
      "Exit code 1 when not a single value could be sent."
    })
final class IngestCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private FileOptions reading = new FileOptions();

  @Parameters(paramLabel = "FILE", description = "CSV file with a header, in UTF-8.")
  private Path file = Path.of("");

  @Option(
      names = "--series-column",
      paramLabel = "C",
      description = "Column that names the series, for a file with several.")
  private Optional<String> seriesColumn = Optional.empty();

  @Option(
      names = "--variables",
      split = ",",
      paramLabel = "C",
      description = "Columns to send (default: all with numbers).")
  private List<String> variables = List.of();

  @Option(
      names = "--feature-set",
      paramLabel = "NAME",
      defaultValue = "forecast_basic",
      description = "Feature set that data-updated names (default: ${DEFAULT-VALUE}).")
  private String featureSet = "forecast_basic";

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Kafka, when it is not the one of the data folder.")
  private Optional<String> kafka = Optional.empty();

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Schema registry, when it is not the one of the data folder.")
  private Optional<String> registry = Optional.empty();

  IngestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, UnusableFile {
    if (!Files.isReadable(file)) {
      throw new CommandFailed(ExitCode.USAGE, "cannot read " + file);
    }
    MeasurementFile csv =
        MeasurementFile.open(file, reading.request(file, seriesColumn, variables));
    Output output = new Output(surroundings, server.json());
    FileSource source = new FileSource(csv, file);
    try (Upstream upstream = upstream()) {
      Ingestion done = source.send(server.tenant(), upstream, output.screen());
      if (done.values() > 0) {
        upstream.announce(
            new Upstream.Update(
                server.tenant(),
                featureSet,
                done.series(),
                done.first().orElseThrow(),
                done.last().orElseThrow(),
                done.values(),
                "ingested " + file.getFileName()));
      }
      output.result(json(done), lines(done));
      return (done.values() > 0 ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private Upstream upstream() {
    if (kafka.isPresent() != registry.isPresent()) {
      throw new CommandFailed(ExitCode.USAGE, "--kafka and --registry must be given together");
    }
    if (kafka.isPresent()) {
      return new Upstream(kafka.get(), registry.orElseThrow(), surroundings.clock());
    }
    // A look at the server first: a stale address would make Kafka's client wait for minutes.
    server.connect(surroundings).close();
    ServerAddress address =
        server
            .address(surroundings)
            .orElseThrow(
                () ->
                    new ServerUnreachable(
                        "--server alone is not enough here: name --kafka and --registry", null));
    return new Upstream(address.kafka(), address.registry(), surroundings.clock());
  }

  private List<String> lines(Ingestion done) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "sent %s from %s of %s"
            .formatted(
                Words.count(done.values(), "value"),
                Words.count(done.rows() - done.refusedRows() - done.blankRows(), "row"),
                Words.count(done.rows())));
    if (done.values() > 0) {
      lines.add(
          "series %s, %s to %s"
              .formatted(
                  String.join(", ", done.series()),
                  done.first().orElseThrow(),
                  done.last().orElseThrow()));
    }
    if (done.blankRows() > 0) {
      lines.add(Words.count(done.blankRows(), "row") + " without a value");
    }
    lines.addAll(refusals(done));
    return lines;
  }

  private static List<String> refusals(Ingestion done) {
    List<String> lines = new ArrayList<>();
    if (done.refusedRows() > 0) {
      lines.add(Words.count(done.refusedRows(), "row") + " refused:");
      done.refusals()
          .forEach(
              refusal -> lines.add("  line %d: %s".formatted(refusal.line(), refusal.reason())));
      long more = done.refusedRows() - done.refusals().size();
      if (more > 0) {
        lines.add("  and %s more".formatted(Words.count(more)));
      }
    }
    return lines;
  }

  private static ObjectNode json(Ingestion done) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("rows", done.rows());
    json.put("values_sent", done.values());
    json.put("blank_rows", done.blankRows());
    json.put("refused_rows", done.refusedRows());
    ArrayNode refused = json.putArray("refused");
    done.refusals()
        .forEach(
            refusal ->
                refused.addObject().put("line", refusal.line()).put("reason", refusal.reason()));
    done.series().forEach(json.putArray("series")::add);
    json.put("first_observed_at", done.first().map(Object::toString).orElse(null));
    json.put("last_observed_at", done.last().map(Object::toString).orElse(null));
    return json;
  }
}
