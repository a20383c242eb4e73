package dev.millrace.standalone.cli;

import dev.millrace.standalone.bench.train.TrainBench;
import dev.millrace.standalone.bench.train.TrainLoad;
import dev.millrace.standalone.bench.train.TrainResult;
import dev.millrace.standalone.csv.FileRequest;
import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.UnusableFile;
import dev.millrace.standalone.ingest.DataFile;
import dev.millrace.standalone.ingest.FileIdentity;
import dev.millrace.standalone.ingest.FileVersion;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.up.LocalMillrace;
import dev.millrace.standalone.up.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a whole study. */
@Command(
    name = "train",
    description = {
      "Measure a whole study: wall, CPU, memory, rounds, and how good the model is.",
      "Starts everything on a folder of its own, sends the file, and trains one job: from the topic",
      "to the registered model, the way of production."
    })
final class BenchTrainCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private FileOptions reading = new FileOptions();
  @Mixin private SearchOptions search = new SearchOptions();

  @Option(names = "--data", required = true, paramLabel = "FILE", description = "CSV or Parquet.")
  private Path file = Path.of("");

  @Option(names = "--target", required = true, paramLabel = "C", description = "What to forecast.")
  private String target = "";

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "0",
      description = "Trials at once (default: one per core).")
  private int slots;

  @Option(
      names = "--peer-features",
      description =
          "Rows, features, split and search space of a script with pandas, Optuna and XGBoost: one"
              + " fold, no embargo, the level, every round of every trial.")
  private boolean peer;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Train it so often, without a new start in between (default: 1).")
  private int runs;

  @Option(
      names = "--quality",
      paramLabel = "VALUE",
      description = "Say what it cost until the first trial validated as well as this.")
  private Optional<Double> quality = Optional.empty();

  @Option(names = "--json", description = "Write one line of JSON.")
  private boolean json;

  BenchTrainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, UnusableFile {
    Output output = new Output(surroundings, json);
    Screen screen = output.screen();
    FileRequest request = reading.request(file, peer ? List.of() : List.of(target));
    MeasurementFile data = DataFile.open(file, request);
    screen.say(data.describe());
    TrainLoad load = load(request, data);
    Instant now = surroundings.clock().instant();
    try (BenchFolder folder = BenchFolder.create()) {
      Logs.toFile(LocalMillrace.logs(folder.path()).resolve("millrace.log"));
      FileVersion version = new FileVersion(FileIdentity.of(file, "bench", data.reading()), now);
      List<TrainResult> results =
          new TrainBench(load, search::addTo, surroundings.clock())
              .run(folder.path(), version, screen);
      screen.settle();
      TrainReport report = new TrainReport(load, results);
      output.result(report.node(), report.lines());
      return (results.getLast().completed() ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private TrainLoad load(FileRequest request, MeasurementFile data) {
    if (data.namesSeries() && request.series().isEmpty()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "%s; one series is measured, name it: --series".formatted(data.describe()));
    }
    try {
      return new TrainLoad(
          file,
          data,
          request.series().orElse(request.fileSeries()),
          target,
          slots == 0 ? Runtime.getRuntime().availableProcessors() : slots,
          peer ? TrainLoad.Mode.PEER : TrainLoad.Mode.USUAL,
          runs,
          quality.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, "--" + e.getMessage());
    }
  }
}
