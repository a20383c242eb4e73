package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.demo.FaultyMachines;
import dev.millrace.standalone.demo.MadeUpData;
import dev.millrace.standalone.demo.RetailSales;
import dev.millrace.standalone.demo.UtilityLoad;
import dev.millrace.standalone.terminal.Words;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes made-up data. */
@Command(
    name = "generate",
    description = {
      "Write made-up data as a CSV file, for millrace ingest; the same seed makes the same bytes.",
      "utility: hourly load and temperature, with weather, holidays, growth and outages.",
      "retail: daily sales of 40 products, many of them seldom sold; closed days, promotions.",
      "anomalies: four machines, a value every ten minutes; what is wrong when goes into a second",
      "file, FILE with .labels.csv at its end."
    })
final class GenerateCommand implements Callable<Integer> {
  private static final int LONGEST = 36_500;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "KIND", description = "utility, retail or anomalies.")
  private String kind = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "CSV file to write; it is replaced.")
  private Path output = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Whole number (default: ${DEFAULT-VALUE}).")
  private long seed = 42;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "365",
      description = "How many days (default: ${DEFAULT-VALUE}).")
  private int days = 365;

  @Option(
      names = "--start",
      paramLabel = "DATE",
      defaultValue = "2024-01-01",
      description = "First day, UTC (default: ${DEFAULT-VALUE}).")
  private LocalDate start = LocalDate.of(2024, 1, 1);

  @Option(names = "--json", description = "Write the result as JSON.")
  private boolean json;

  GenerateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    if (days < 1 || days > LONGEST) {
      throw new CommandFailed(
          ExitCode.USAGE, "--days must be from 1 to %d, got %d".formatted(LONGEST, days));
    }
    MadeUpData data = data(start.atStartOfDay(ZoneOffset.UTC).toInstant());
    long rows = write(output, String.join(",", data.header()), data.rows());
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("file", output.toString()).put("rows", rows);
    List<String> lines = new ArrayList<>();
    lines.add("wrote %s to %s".formatted(Words.count(rows, "row"), output));
    if (!data.labels().isEmpty()) {
      Path labels = labelsFile();
      long count = write(labels, "series,from,until,kind", data.labels().stream().map(this::line));
      result.put("labels_file", labels.toString()).put("labels", count);
      lines.add("wrote %s to %s".formatted(Words.count(count, "label"), labels));
    }
    new Output(surroundings, json).result(result, lines);
    return ExitCode.OK.code();
  }

  private MadeUpData data(Instant first) {
    return switch (kind) {
      case "utility" -> new UtilityLoad(seed, first, days);
      case "retail" -> new RetailSales(seed, first, days);
      case "anomalies" -> new FaultyMachines(seed, first, days);
      default ->
          throw new CommandFailed(
              ExitCode.USAGE,
              "KIND must be utility, retail or anomalies, got '%s'".formatted(kind));
    };
  }

  private String line(MadeUpData.Label label) {
    return String.join(
        ",", label.series(), label.from().toString(), label.until().toString(), label.kind());
  }

  private Path labelsFile() {
    String name = String.valueOf(output.getFileName());
    String bare = name.endsWith(".csv") ? name.substring(0, name.length() - 4) : name;
    return output.resolveSibling(bare + ".labels.csv");
  }

  private static long write(Path file, String header, Stream<String> rows) throws IOException {
    long count = 0;
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write(header + "\n");
      for (Iterator<String> each = rows.iterator(); each.hasNext(); count++) {
        writer.write(each.next() + "\n");
      }
    }
    return count;
  }
}
