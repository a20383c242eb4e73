package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.standalone.bench.retention.RetentionBench;
import dev.millrace.standalone.bench.retention.RetentionLoad;
import dev.millrace.standalone.bench.snapshot.SnapshotLoad;
import dev.millrace.standalone.terminal.Screen;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast old measurements are removed. */
@Command(
    name = "retention",
    description = {
      "Measure how fast measurements that are too old are removed: fills a database, lets TimescaleDB,",
      "where it is, do its own work, and removes once, as feature-store does. Counts the rows. The",
      "database is an embedded PostgreSQL that syncs to disk, or an empty one that you name."
    })
final class BenchRetentionCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "19",
      description = "Series (default: ${DEFAULT-VALUE}).")
  private int series = 19;

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

  @Option(
      names = "--keep-days",
      paramLabel = "N",
      defaultValue = "36",
      description = "Days that are kept (default: ${DEFAULT-VALUE}).")
  private int keepDays = 36;

  @Option(
      names = "--held",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Series that are kept whole, as if a model needed them (default: ${DEFAULT-VALUE}).")
  private int held;

  @Option(names = "--compressed", description = "Let TimescaleDB compress its chunks before.")
  private boolean compressed;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = {
        "JDBC URL of an empty database, which is filled and left (default: an embedded one).",
        "MILLRACE_DATABASE_USER and MILLRACE_DATABASE_PASSWORD belong to it."
      })
  private Optional<String> databaseUrl = Optional.empty();

  @Option(names = "--json", description = "Write one line of JSON.")
  private boolean json;

  BenchRetentionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RetentionBench.Result result = measure();
    new Output(surroundings, json).result(node(result), lines(result));
    return result.complete() ? ExitCode.OK.code() : ExitCode.FAILED.code();
  }

  private RetentionBench.Result measure() throws IOException, InterruptedException {
    RetentionLoad load;
    Optional<DatabaseSettings> given;
    try {
      load =
          new RetentionLoad(
              new SnapshotLoad(series, days, stepMinutes), keepDays, held, compressed);
      given = databaseUrl.map(this::settings);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    if (given.isPresent()) {
      return run(load, given.get());
    }
    try (BenchFolder folder = BenchFolder.create();
        EmbeddedStack stack =
            EmbeddedStack.start(EmbeddedStack.Options.in(folder.path()).withParts(Part.POSTGRES))) {
      return run(
          load,
          DatabaseSettings.at(stack.jdbcUrl(), stack.databaseUser(), stack.databasePassword()));
    }
  }

  private DatabaseSettings settings(String url) {
    return DatabaseSettings.at(
        url,
        surroundings.environment().getOrDefault("MILLRACE_DATABASE_USER", "postgres"),
        surroundings.environment().getOrDefault("MILLRACE_DATABASE_PASSWORD", ""));
  }

  private RetentionBench.Result run(RetentionLoad load, DatabaseSettings database)
      throws InterruptedException {
    long values = load.series().values();
    Screen screen = new Output(surroundings, json).screen();
    RetentionBench.Result result =
        new RetentionBench(load)
            .run(
                database,
                written ->
                    screen.show(
                        List.of("%,d of %,d measurements".formatted(written, values)),
                        "%d of %d measurements".formatted(written, values)));
    screen.settle();
    return result;
  }

  private static ObjectNode node(RetentionBench.Result result) {
    RetentionLoad load = result.load();
    return new ObjectMapper()
        .createObjectNode()
        .put("measurements", load.series().values())
        .put("series", load.series().series())
        .put("held_series", load.held())
        .put("keep_days", load.keepDays())
        .put("timescaledb", result.timescale())
        .put("compressed_chunks", result.compressedChunks())
        .put("fill_seconds", seconds(result.filling()))
        .put("removed", result.removed().measurements())
        .put("removed_per_second", result.rate())
        .put("wall_seconds", seconds(result.wall()))
        .put("chunks_dropped", result.removed().chunks())
        .put("rows_deleted", result.removed().rows())
        .put("left", result.left())
        .put("complete", result.complete());
  }

  private static List<String> lines(RetentionBench.Result result) {
    return List.of(
        String.format(
            Locale.ROOT,
            "%,.0f measurements a second removed: %,d of %,d in %.1f s",
            result.rate(),
            result.removed().measurements(),
            result.load().series().values(),
            seconds(result.wall())),
        result.timescale()
            ? String.format(
                Locale.ROOT,
                "TimescaleDB, %,d chunks compressed: %,d chunks dropped, %,d rows deleted",
                result.compressedChunks(),
                result.removed().chunks(),
                result.removed().rows())
            : String.format(
                Locale.ROOT, "plain PostgreSQL: %,d rows deleted", result.removed().rows()),
        String.format(
            Locale.ROOT,
            "%,d rows are left%s",
            result.left(),
            result.complete() ? "" : ": NOT WHAT IS TO BE KEPT"));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
