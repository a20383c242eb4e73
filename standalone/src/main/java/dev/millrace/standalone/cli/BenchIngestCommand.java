package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.bench.ingest.IngestBench;
import dev.millrace.standalone.bench.ingest.IngestLoad;
import dev.millrace.standalone.terminal.Screen;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast measurements get from the topic into the table. */
@Command(
    name = "ingest",
    description = {
      "Measure how fast measurements get from their topic into the table: fills the topic of an",
      "embedded broker, starts the real feature-store and waits until all rows are committed to an",
      "embedded PostgreSQL that syncs to disk. Counts the rows. Needs about 600 MB of disk a",
      "million, in the folder for temporary files."
    })
final class BenchIngestCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--measurements",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Measurements of all series together (default: ${DEFAULT-VALUE}).")
  private int measurements = 1_000_000;

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "100",
      description = "Series, which take turns (default: ${DEFAULT-VALUE}).")
  private int series = 100;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Most measurements of a transaction (default: that of the service).")
  private int batch;

  @Option(names = "--json", description = "Write one line of JSON.")
  private boolean json;

  BenchIngestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    IngestLoad load = load();
    Output output = new Output(surroundings, json);
    Screen screen = output.screen();
    try (BenchFolder folder = BenchFolder.create()) {
      IngestBench.Result result =
          new IngestBench(batch == 0 ? OptionalInt.empty() : OptionalInt.of(batch))
              .run(
                  folder.path(),
                  load,
                  sent ->
                      screen.show(
                          List.of("%,d of %,d on the topic".formatted(sent, load.measurements())),
                          "%d of %d on the topic".formatted(sent, load.measurements())));
      screen.settle();
      output.result(node(result), lines(result));
      return complete(result) ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
  }

  private IngestLoad load() {
    if (batch < 0) {
      throw new CommandFailed(ExitCode.USAGE, "--batch must be ≥ 1");
    }
    try {
      return new IngestLoad(measurements, series);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static boolean complete(IngestBench.Result result) {
    return result.rows() == result.load().measurements() && result.summed() == result.rows();
  }

  private static ObjectNode node(IngestBench.Result result) {
    return new ObjectMapper()
        .createObjectNode()
        .put("measurements", result.load().measurements())
        .put("series", result.load().series())
        .put("measurements_per_second", result.rate())
        .put("wall_seconds", Figures.seconds(result.wall()))
        .put("first_rows_seconds", Figures.seconds(result.toFirstRows()))
        .put("cpu_seconds_reading", Figures.seconds(result.cpu().reading()))
        .put("cpu_seconds_writing", Figures.seconds(result.cpu().writing()))
        .put("cpu_seconds_process", Figures.seconds(result.cpu().process()))
        .put("cpu_seconds_database", Figures.seconds(result.cpu().database()))
        .put("rows", result.rows())
        .put("rows_by_summary", result.summed())
        .put("complete", complete(result))
        .put("table_bytes", result.tableBytes())
        .put("fill_seconds", Figures.seconds(result.filling()))
        .put("second_start_seconds", Figures.seconds(result.secondStart()));
  }

  private static List<String> lines(IngestBench.Result result) {
    return List.of(
        String.format(
            Locale.ROOT,
            "%,.0f measurements a second from topic to table: %,d in %.1f s",
            result.rate(),
            result.load().measurements() - result.firstRows(),
            Figures.seconds(result.wall())),
        String.format(
            Locale.ROOT,
            "CPU: %.1f s fetching and decoding, %.1f s writing, %.1f s this process in all (broker"
                + " included), %.1f s PostgreSQL",
            Figures.seconds(result.cpu().reading()),
            Figures.seconds(result.cpu().writing()),
            Figures.seconds(result.cpu().process()),
            Figures.seconds(result.cpu().database())),
        String.format(
            Locale.ROOT,
            "%,d rows in the table, %,d by the summary%s; %.0f bytes a row with its index",
            result.rows(),
            result.summed(),
            complete(result) ? "" : ": NOT WHAT WAS SENT",
            (double) result.tableBytes() / Math.max(1, result.rows())),
        String.format(
            Locale.ROOT,
            "first rows %.1f s after the service's start; a second start with nothing to do: %.1f s",
            Figures.seconds(result.toFirstRows()),
            Figures.seconds(result.secondStart())));
  }
}
