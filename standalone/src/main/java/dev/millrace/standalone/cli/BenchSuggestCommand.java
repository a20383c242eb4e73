package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.hpo.search.History;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.standalone.bench.search.QualityRun;
import dev.millrace.standalone.bench.search.SuggestBench;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what suggestions cost. */
@Command(
    name = "suggest",
    description = {
      "Measure what one suggestion of six parameters costs: median CPU milliseconds with so many",
      "finished trials, warmed up; and the memory of a finished trial in a study's history."
    })
final class BenchSuggestCommand implements Callable<Integer> {
  private static final int TRIALS_FOR_MEMORY = 200_000;

  private final Surroundings surroundings;

  @Option(
      names = "--samplers",
      split = ",",
      paramLabel = "S",
      defaultValue = "all",
      description = "Samplers by name, or all but grid (default: ${DEFAULT-VALUE}).")
  private List<String> samplers = List.of("all");

  @Option(
      names = "--trials",
      split = ",",
      paramLabel = "N",
      defaultValue = "50,500,2000,5000,50000",
      description = "Numbers of finished trials (default: ${DEFAULT-VALUE}).")
  private List<Integer> trials = List.of(50);

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "21",
      description = "Suggestions that are measured each (default: ${DEFAULT-VALUE}).")
  private int repeats = 21;

  @Option(names = "--json", description = "Write one line of JSON.")
  private boolean json;

  BenchSuggestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (repeats < 1 || trials.stream().anyMatch(each -> each < 0)) {
      throw new CommandFailed(ExitCode.USAGE, "--repeats must be ≥ 1 and --trials ≥ 0");
    }
    Output output = new Output(surroundings, json);
    Screen screen = output.screen();
    double bytes = SuggestBench.bytesPerTrial(TRIALS_FOR_MEMORY);
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("history_bytes_per_trial", bytes);
    ArrayNode results = node.putArray("results");
    Table table = Table.of("SAMPLER", "FINISHED TRIALS", "CPU MS");
    for (int finished : trials) {
      History history = SuggestBench.history(finished);
      for (Strategy sampler : StrategyNames.read(samplers)) {
        String name = QualityRun.word(sampler);
        screen.show(List.of(name + ", " + finished), name + ", " + finished);
        double millis = SuggestBench.cpuMillis(sampler, history, repeats);
        results
            .addObject()
            .put("sampler", name)
            .put("finished_trials", finished)
            .put("cpu_ms_median", millis);
        table.row(name, Integer.toString(finished), String.format(Locale.ROOT, "%.3f", millis));
      }
    }
    screen.settle();
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(String.format(Locale.ROOT, "%.0f bytes of history for each finished trial", bytes));
    output.result(node, lines);
    return ExitCode.OK.code();
  }
}
