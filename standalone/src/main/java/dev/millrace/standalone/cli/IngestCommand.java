package dev.millrace.standalone.cli;

import dev.millrace.standalone.client.ServerUnreachable;
import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.UnusableFile;
import dev.millrace.standalone.ingest.DataFile;
import dev.millrace.standalone.ingest.FileSource;
import dev.millrace.standalone.ingest.IngestLedger;
import dev.millrace.standalone.ingest.Ingestion;
import dev.millrace.standalone.ingest.Refusals;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.up.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a file. */
@Command(
    name = "ingest",
    description = {
      "Send the rows of a CSV or Parquet file as measurement-recorded, then one data-updated.",
      "How the file is written is guessed and said; every guess has an option. Sending a file again",
      "changes nothing; sending a corrected one makes its values win. See docs/ingest.md."
    },
    exitCodeList = {
      " 0:sent; rows that were refused are listed, and counted as refused_rows in the JSON",
      " 1:not a single value was sent, or it broke off: the message says how far it came",
      " 2:the command line makes no sense, or the file cannot be read as it is; nothing was sent",
      " 3:no running Millrace was found, or Kafka went away",
      "70:a bug"
    })
final class IngestCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private FileOptions reading = new FileOptions();

  @Parameters(paramLabel = "FILE", description = "CSV file with a header, or Parquet file.")
  private Path file = Path.of("");

  @Option(
      names = "--variables",
      split = ",",
      paramLabel = "C",
      description = "Columns to send (default: all with numbers).")
  private List<String> variables = List.of();

  @Option(
      names = "--recorded-at",
      paramLabel = "TIME",
      description =
          "When the values became known, for example 2025-03-30T12:00:00Z, or now (default: when"
              + " the file was first sent).")
  private Optional<String> recordedAt = Optional.empty();

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Write every refused row there: line and reason, as CSV.")
  private Optional<Path> rejects = Optional.empty();

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
    MeasurementFile data = DataFile.open(file, reading.request(file, variables));
    Output output = new Output(surroundings, server.json());
    Screen screen = output.screen();
    screen.say(data.describe());
    try (Upstream upstream = upstream();
        Refusals refusals = refusals()) {
      Instant now = surroundings.clock().instant();
      IngestLedger ledger = new IngestLedger(server.folder().dataFolder(surroundings));
      SentFile sent = SentFile.of(file, data, server.tenant(), recordedAt, ledger, now);
      sent.tell(screen);
      FileSource source = new FileSource(data, file, sent.version(), now, refusals);
      long begun = System.nanoTime();
      Ingestion done = source.send(server.tenant(), upstream, screen);
      Duration spent = Duration.ofNanos(System.nanoTime() - begun);
      if (done.values() > 0) {
        announce(upstream, done);
        if (sent.before().isPresent()) {
          ledger.finish(
              sent.version().id(), String.valueOf(file.getFileName()), sent.version().recordedAt());
        }
      }
      IngestReport report = new IngestReport(data.describe(), sent, done, refusals, spent);
      output.result(report.json(), report.lines());
      return (done.values() > 0 ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private Refusals refusals() throws IOException {
    if (rejects.isEmpty()) {
      return Refusals.counted();
    }
    if (Files.exists(rejects.get())
        && Files.exists(file)
        && Files.isSameFile(rejects.get(), file)) {
      throw new CommandFailed(ExitCode.USAGE, "--rejects must not be the file itself");
    }
    return Refusals.reportedTo(rejects.get());
  }

  private void announce(Upstream upstream, Ingestion done) {
    String _ =
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
}
