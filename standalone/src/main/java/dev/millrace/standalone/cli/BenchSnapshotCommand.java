package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.bench.snapshot.Phase;
import dev.millrace.standalone.bench.snapshot.SnapshotBench;
import dev.millrace.standalone.bench.snapshot.SnapshotBench.Run;
import dev.millrace.standalone.bench.snapshot.SnapshotLoad;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast measurements become a snapshot. */
@Command(
    name = "snapshot",
    description = {
      "Measure how fast measurements become a snapshot: rows a second by phase, memory, size, hash.",
      "Fills an embedded PostgreSQL with generated series, about 100 bytes a value, then twice goes",
      "the way of a dataset: read, judge, compute and write, upload. Both must give the same bytes."
    })
final class BenchSnapshotCommand implements Callable<Integer> {
  private static final int RUNS = 2;
  private static final double MEGABYTE = 1e6;

  private final Surroundings surroundings;

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "10",
      description = "Series (default: ${DEFAULT-VALUE}).")
  private int series = 10;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "365",
      description = "Days of each (default: ${DEFAULT-VALUE}).")
  private int days = 365;

  @Option(
      names = "--step-minutes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Minutes from one value to the next (default: ${DEFAULT-VALUE}).")
  private int stepMinutes = 1;

  @Option(names = "--json", description = "Write one line of JSON.")
  private boolean json;

  BenchSnapshotCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    SnapshotLoad load = load();
    Output output = new Output(surroundings, json);
    Screen screen = output.screen();
    SnapshotBench.Result result =
        new SnapshotBench(load)
            .run(
                RUNS,
                values ->
                    screen.show(
                        List.of("%,d of %,d values".formatted(values, load.values())),
                        "%d of %d values".formatted(values, load.values())));
    screen.settle();
    output.result(node(result), lines(result));
    return result.same() ? ExitCode.OK.code() : ExitCode.FAILED.code();
  }

  private SnapshotLoad load() {
    try {
      return new SnapshotLoad(series, days, stepMinutes);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode node(SnapshotBench.Result result) {
    ObjectNode node =
        new ObjectMapper()
            .createObjectNode()
            .put("series", result.load().series())
            .put("days", result.load().days())
            .put("step_minutes", result.load().stepMinutes())
            .put("values", result.load().values())
            .put("fill_seconds", Figures.seconds(result.filling()))
            .put("same_sha256", result.same());
    var runs = node.putArray("runs");
    result.runs().forEach(run -> describe(run, runs.addObject()));
    return node;
  }

  private static void describe(Run run, ObjectNode node) {
    node.put("rows", run.rows())
        .put("columns", run.columns())
        .put("rows_per_second", rate(run.rows(), run.total().wall()))
        .put("bytes", run.file().sizeBytes())
        .put("sha256", run.file().sha256())
        .put("peak_heap_bytes", run.heapBytes());
    phases(run)
        .forEach(
            (name, phase) ->
                node.put(name + "_seconds", Figures.seconds(phase.wall()))
                    .put(name + "_cpu_seconds", Figures.seconds(phase.cpu())));
    run.residentBytes().ifPresent(bytes -> node.put("peak_resident_bytes", bytes));
  }

  private static List<String> lines(SnapshotBench.Result result) {
    List<String> lines = new ArrayList<>();
    for (Run run : result.runs()) {
      Table table = Table.of("PHASE", "SECONDS", "ROWS/S", "CPU SECONDS");
      phases(run).forEach((name, phase) -> row(table, name, run.rows(), phase));
      lines.addAll(table.lines());
      lines.add(size(run));
      lines.add("SHA-256 " + run.file().sha256());
      lines.add("");
    }
    lines.add(result.same() ? "both files are the same" : "THE FILES DIFFER");
    return lines;
  }

  private static SequencedMap<String, Phase> phases(Run run) {
    SequencedMap<String, Phase> phases = new LinkedHashMap<>();
    phases.put("read", run.read());
    phases.put("rules", run.rules());
    phases.put("write", run.write());
    phases.put("upload", run.upload());
    phases.put("total", run.total());
    return phases;
  }

  private static void row(Table table, String name, long rows, Phase phase) {
    table.row(
        name,
        Figures.number(Figures.seconds(phase.wall()), 2),
        Figures.number(rate(rows, phase.wall()), 0),
        Figures.number(Figures.seconds(phase.cpu()), 2));
  }

  private static String size(Run run) {
    String resident =
        run.residentBytes().isPresent()
            ? ", %s MB more resident"
                .formatted(Figures.number(run.residentBytes().getAsLong() / MEGABYTE, 0))
            : "";
    return "%s rows of %d columns in %s MB; at most %s MB more heap, garbage included%s"
        .formatted(
            Figures.number((double) run.rows(), 0),
            run.columns(),
            Figures.number(run.file().sizeBytes() / MEGABYTE, 1),
            Figures.number(run.heapBytes() / MEGABYTE, 0),
            resident);
  }

  private static double rate(long rows, Duration time) {
    return rows / Math.max(Figures.seconds(time), 1e-9);
  }
}
