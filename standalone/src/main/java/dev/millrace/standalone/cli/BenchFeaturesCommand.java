package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.bench.online.Latencies;
import dev.millrace.standalone.bench.online.OnlineBench;
import dev.millrace.standalone.bench.online.OnlineLoad;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast the features of series are given as they are now. */
@Command(
    name = "features",
    description = {
      "Measure how fast the features of series are given as they are now: asks the real",
      "feature-store over HTTP at a fixed rate, for one series a time, while 20 measurements a",
      "second arrive. Times count from when a question should have been sent. An embedded broker",
      "and database, and whoever asks, share this machine with it."
    })
final class BenchFeaturesCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Series, of 240 hourly values each (default: ${DEFAULT-VALUE}).")
  private int series = 1_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Questions a second (default: ${DEFAULT-VALUE}).")
  private int rate = 200;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long, after a warm-up as long (default: ${DEFAULT-VALUE}).")
  private int seconds = 30;

  @Option(names = "--json", description = "Write one line of JSON.")
  private boolean json;

  BenchFeaturesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    OnlineLoad load = load();
    Output output = new Output(surroundings, json);
    Screen screen = output.screen();
    try (BenchFolder folder = BenchFolder.create()) {
      OnlineBench.Result result =
          new OnlineBench(load).run(folder.path(), phase -> screen.show(List.of(phase), phase));
      screen.settle();
      output.result(node(result), lines(result));
      return result.measured().failed() == 0 ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
  }

  private OnlineLoad load() {
    try {
      return new OnlineLoad(series, rate, seconds);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode node(OnlineBench.Result result) {
    ObjectNode node =
        new ObjectMapper()
            .createObjectNode()
            .put("series", result.load().series())
            .put("rate", result.load().rate())
            .put("seconds", result.load().seconds())
            .put("measurements_arrived", result.arrived())
            .put("cpu_seconds_process", result.cpu().toMillis() / 1e3)
            .put("load_average", result.loadAverage())
            .put("processors", result.processors());
    describe(result.warmUp(), node.putObject("warm_up"));
    describe(result.measured(), node.putObject("measured"));
    return node;
  }

  private static void describe(Latencies latencies, ObjectNode node) {
    node.put("answered", latencies.answered())
        .put("failed", latencies.failed())
        .put("p50_ms", millis(latencies.median()))
        .put("p95_ms", millis(latencies.p95()))
        .put("p99_ms", millis(latencies.p99()))
        .put("max_ms", millis(latencies.longest()));
  }

  private static List<String> lines(OnlineBench.Result result) {
    Table table = Table.of("", "ANSWERED", "FAILED", "P50 MS", "P95 MS", "P99 MS", "MAX MS");
    row(table, "warm-up", result.warmUp());
    row(table, "measured", result.measured());
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        String.format(
            Locale.ROOT,
            "%d series at %d/s; %d measurements arrived; %.1f CPU seconds of this process; load"
                + " average %.1f on %d processors",
            result.load().series(),
            result.load().rate(),
            result.arrived(),
            result.cpu().toMillis() / 1e3,
            result.loadAverage(),
            result.processors()));
    return lines;
  }

  private static void row(Table table, String name, Latencies latencies) {
    table.row(
        name,
        Integer.toString(latencies.answered()),
        Integer.toString(latencies.failed()),
        number(latencies.median()),
        number(latencies.p95()),
        number(latencies.p99()),
        number(latencies.longest()));
  }

  private static String number(Duration time) {
    return Figures.number(millis(time), 2);
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
