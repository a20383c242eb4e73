package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.csv.FileRequest;
import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.UnusableFile;
import dev.millrace.standalone.demo.DemoLoad;
import dev.millrace.standalone.demo.DemoPlan;
import dev.millrace.standalone.demo.DemoReport;
import dev.millrace.standalone.demo.DemoResult;
import dev.millrace.standalone.demo.DemoSource;
import dev.millrace.standalone.demo.Demonstration;
import dev.millrace.standalone.ingest.DataFile;
import dev.millrace.standalone.ingest.FileSource;
import dev.millrace.standalone.ingest.IngestLedger;
import dev.millrace.standalone.ingest.Refusals;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.progress.PhaseClock;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.up.LocalMillrace;
import dev.millrace.standalone.up.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows everything once, from data to forecast. */
@Command(
    name = "demo",
    description = {
      "Show everything once: data in, registered model and forecast out.",
      "Starts everything, or uses what runs on the folder, sends two years of a made-up utility's",
      "hourly load, or a file of yours, and lets a policy turn it into a training job."
    })
final class DemoCommand implements Callable<Integer> {
  private static final Instant FIRST_HOUR = Instant.parse("2024-01-01T00:00:00Z");
  private static final int TWO_YEARS = (366 + 365) * 24;
  private static final long LOAD_SEED = 42;
  private static final int TRIALS = 20;

  private final Surroundings surroundings;

  @Mixin private FolderOptions folder = new FolderOptions();
  @Mixin private Starting starting = new Starting();
  @Mixin private FileOptions reading = new FileOptions();
  @Mixin private SearchOptions search = new SearchOptions();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "CSV or Parquet file to use instead.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--target", paramLabel = "C", description = "Column to forecast; with --data.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "Tenant (default: ${DEFAULT-VALUE}).")
  private String tenant = "default";

  @Option(names = "--exit", description = "Stop everything at the end instead of staying up.")
  private boolean exit;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, UnusableFile {
    PhaseClock phases = Demonstration.begin(surroundings.clock().instant());
    Output output = new Output(surroundings, folder.json());
    Screen screen = output.screen();
    DemoPlan plan = file.isPresent() ? planFor(file.get(), screen) : madeUp();
    Path dataFolder = folder.dataFolder(surroundings);
    Optional<ServerAddress> running = running(dataFolder);
    running.ifPresent(address -> screen.say("using the Millrace at " + address.url()));
    Optional<LocalMillrace> own =
        running.isPresent()
            ? Optional.empty()
            : Optional.of(starting.start(surroundings, dataFolder, screen));
    try {
      ServerAddress address = running.orElseGet(() -> own.orElseThrow().address());
      DemoResult result = play(plan, phases, address, screen);
      output.result(result.json(), DemoReport.lines(result, screen.width(), screen.style()));
      if (own.isPresent() && !exit) {
        stay(plan, result, screen);
      }
      return (result.completed() ? ExitCode.OK : ExitCode.FAILED).code();
    } finally {
      own.ifPresent(LocalMillrace::close);
    }
  }

  private DemoResult play(DemoPlan plan, PhaseClock phases, ServerAddress address, Screen screen)
      throws IOException {
    try (MillraceClient client = new MillraceClient(address.url());
        Upstream upstream =
            new Upstream(address.kafka(), address.registry(), surroundings.clock())) {
      return new Demonstration(client, upstream, screen, surroundings.clock()).play(plan, phases);
    }
  }

  private static Optional<ServerAddress> running(Path dataFolder) throws IOException {
    return ServerAddress.read(dataFolder)
        .filter(
            address -> {
              try (MillraceClient client = new MillraceClient(address.url())) {
                return client.answers();
              }
            });
  }

  private DemoPlan madeUp() {
    DemoSource source =
        new DemoSource("town", "load_kw", DemoLoad.hours(LOAD_SEED, FIRST_HOUR, TWO_YEARS));
    return new DemoPlan(tenant, "town", "load_kw", "town_load", source, this::configure);
  }

  private DemoPlan planFor(Path path, Screen screen) throws IOException, UnusableFile {
    String column =
        target.orElseThrow(
            () -> new CommandFailed(ExitCode.USAGE, "name the column to forecast: --target"));
    FileRequest request = reading.request(path, List.of(column));
    MeasurementFile data = DataFile.open(path, request);
    if (data.namesSeries() && request.series().isEmpty()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "%s; the demonstration takes one series, name it: --series".formatted(data.describe()));
    }
    screen.say(data.describe());
    String series = request.series().orElse(request.fileSeries());
    Instant now = surroundings.clock().instant();
    IngestLedger ledger = new IngestLedger(folder.dataFolder(surroundings));
    SentFile sent = SentFile.of(path, data, tenant, Optional.empty(), ledger, now);
    sent.tell(screen);
    String model = (series + "_" + column).replaceAll("[^A-Za-z0-9_.-]", "_");
    return new DemoPlan(
        tenant,
        series,
        column,
        model,
        new FileSource(data, path, sent.version(), now, Refusals.counted()),
        this::configure);
  }

  private void configure(ObjectNode config) {
    config.put("n_trials", TRIALS);
    config.put("parallel_trials", starting.totalSlots());
    search.addTo(config);
  }

  private void stay(DemoPlan plan, DemoResult result, Screen screen) {
    String where =
        folder.dataFolder(surroundings).equals(surroundings.defaultDataFolder().toAbsolutePath())
            ? ""
            : " --data-dir " + folder.dataFolder(surroundings);
    screen.say("");
    screen.say("Try next, in another terminal:");
    screen.say("  ./millrace trials %s%s".formatted(result.job().path("job_id").asText(), where));
    screen.say("  ./millrace models%s".formatted(where));
    screen.say(
        "  ./millrace train --model %s --series %s --target %s --trials 50 --watch%s"
            .formatted(plan.model(), plan.series(), plan.target(), where));
    screen.say("  ./millrace demo --data FILE.csv --time-column C --target C%s".formatted(where));
    screen.say("Millrace stays up; Ctrl-C stops it.");
    Starting.awaitStop();
  }
}
