package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.bench.search.QualityRun;
import dev.millrace.standalone.bench.search.Spread;
import dev.millrace.standalone.terminal.Bar;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how good suggestions are. */
@Command(
    name = "samplers",
    description = {
      "Measure how good suggestions are: the best value of known functions after some trials,",
      "mean, deviation and median over seeds, lower is better; and CPU per suggestion."
    })
final class BenchSamplersCommand implements Callable<Integer> {
  private static final int BAR_WIDTH = 24;

  private final Surroundings surroundings;

  @Option(
      names = "--functions",
      split = ",",
      paramLabel = "F",
      defaultValue = "standard",
      description = "Functions by name, standard, or all (default: ${DEFAULT-VALUE}).")
  private List<String> functions = List.of("standard");

  @Option(
      names = "--samplers",
      split = ",",
      paramLabel = "S",
      defaultValue = "auto,gp,cmaes,tpe,tpe_multivariate,random",
      description = "Samplers by name, or all (default: ${DEFAULT-VALUE}).")
  private List<String> samplers = List.of("auto");

  @Option(
      names = "--trials",
      split = ",",
      paramLabel = "N",
      defaultValue = "50,100",
      description = "Budgets (default: ${DEFAULT-VALUE}).")
  private List<Integer> trials = List.of(50, 100);

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "30",
      description = "Searches of each function by each sampler (default: ${DEFAULT-VALUE}).")
  private int seeds = 30;

  @Option(
      names = "--first-seed",
      paramLabel = "SEED",
      defaultValue = "0",
      description = "The first of the seeds, which follow each other (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Searches at once; they do not change the values (default: ${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(names = "--json", description = "Write one line of JSON.")
  private boolean json;

  BenchSamplersCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    QualityRun run = run();
    Output output = new Output(surroundings, json);
    Screen screen = output.screen();
    List<QualityRun.Line> told = new ArrayList<>();
    List<QualityRun.Line> lines =
        run.measure(
            line -> {
              told.add(line);
              show(screen, told, run);
            });
    screen.settle();
    output.result(json(run, lines), table(run, lines), "nothing was measured");
    return ExitCode.OK.code();
  }

  private QualityRun run() {
    try {
      return new QualityRun(
          functions,
          StrategyNames.read(samplers),
          trials,
          new QualityRun.Seeds(firstSeed, seeds),
          threads);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static void show(Screen screen, List<QualityRun.Line> told, QualityRun run) {
    QualityRun.Line last = told.getLast();
    String progress =
        "%d of %d  %s by %s"
            .formatted(told.size(), run.lines(), last.function(), QualityRun.word(last.sampler()));
    screen.show(List.of(Bar.of(told.size(), run.lines(), BAR_WIDTH) + " " + progress), progress);
  }

  private static Table table(QualityRun run, List<QualityRun.Line> lines) {
    Table table =
        Table.of("FUNCTION", "SAMPLER", "TRIALS", "MEAN", "DEVIATION", "MEDIAN", "CPU MS/TRIAL");
    for (QualityRun.Line line : lines) {
      for (int budget = 0; budget < run.budgets().size(); budget++) {
        Spread spread = line.reached().get(budget);
        table.row(
            line.function(),
            QualityRun.word(line.sampler()),
            run.budgets().get(budget).toString(),
            number(spread.mean()),
            number(spread.deviation()),
            number(spread.median()),
            String.format(Locale.ROOT, "%.2f", line.cpuMillisPerTrial()));
      }
    }
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static ObjectNode json(QualityRun run, List<QualityRun.Line> lines) {
    ObjectNode json =
        new ObjectMapper()
            .createObjectNode()
            .put("seeds", run.seeds().count())
            .put("first_seed", run.seeds().first());
    ArrayNode results = json.putArray("results");
    for (QualityRun.Line line : lines) {
      for (int budget = 0; budget < run.budgets().size(); budget++) {
        Spread spread = line.reached().get(budget);
        results
            .addObject()
            .put("function", line.function())
            .put("minimum", line.minimum())
            .put("sampler", QualityRun.word(line.sampler()))
            .put("trials", run.budgets().get(budget))
            .put("mean", spread.mean())
            .put("sd", spread.deviation())
            .put("median", spread.median())
            .put("min", spread.least())
            .put("max", spread.most())
            .put("cpu_ms_per_trial", line.cpuMillisPerTrial());
      }
    }
    return json;
  }
}
