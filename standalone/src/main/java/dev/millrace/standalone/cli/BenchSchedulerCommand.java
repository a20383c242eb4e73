package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.bench.scheduler.KafkaBench;
import dev.millrace.standalone.bench.scheduler.RulesBench;
import dev.millrace.standalone.bench.scheduler.SchedulerLoad;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Table;
import dev.millrace.standalone.terminal.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what scheduling costs. */
@Command(
    name = "scheduler",
    description = {
      "Measure what scheduling costs: CPU per trial, idle share of slots, cost as it grows.",
      "Simulated workers run trials of a given length through the real rules on a virtual clock,",
      "or, with --kafka, through the real hpo-service on an embedded broker in real time.",
      "With --restart: how long that service takes to go on with a long history."
    })
final class BenchSchedulerCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--kafka",
      description = "Through Kafka, in real time: trials × length ÷ workers is how long it takes.")
  private boolean kafka;

  @Option(
      names = "--restart",
      description = "From a start of hpo-service to its first proposal, with such a history.")
  private boolean restart;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Workers of one slot each (default: 1000; with --kafka 16).")
  private int workers;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Studies, all asked for at once (default: 10000; with --kafka 20, --restart 1000).")
  private int jobs;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Search trials of all jobs together (default: 1000000; with --kafka 1000).")
  private int trials;

  @Option(
      names = "--trial-ms",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "Length of a trial in milliseconds (default: ${DEFAULT-VALUE}).")
  private int trialMillis = 1000;

  @Option(names = "--json", description = "Write one line of JSON.")
  private boolean json;

  BenchSchedulerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Output output = new Output(surroundings, json);
    if (kafka && restart) {
      throw new CommandFailed(ExitCode.USAGE, "one of --kafka and --restart must be left out");
    }
    SchedulerLoad load = load();
    if (restart) {
      new RestartReport(surroundings.clock(), output).run(load);
    } else if (kafka) {
      throughKafka(load, output);
    } else {
      throughRules(load, output);
    }
    return ExitCode.OK.code();
  }

  private SchedulerLoad load() {
    try {
      return new SchedulerLoad(
          given(workers, 16, 1000),
          given(jobs, 20, restart ? 1000 : 10_000),
          given(trials, 1000, 1_000_000),
          Duration.ofMillis(trialMillis));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private int given(int number, int throughKafka, int throughRules) {
    if (number != 0) {
      return number;
    }
    return kafka ? throughKafka : throughRules;
  }

  private void throughRules(SchedulerLoad load, Output output) {
    Screen screen = output.screen();
    RulesBench.Result result =
        new RulesBench()
            .run(
                load,
                fits ->
                    screen.show(
                        List.of("%,d of %,d fits".formatted(fits, load.fits())),
                        "%d of %d fits".formatted(fits, load.fits())));
    screen.settle();
    ObjectNode node =
        describe(load)
            .put("mode", "rules on a virtual clock")
            .put("cpu_us_per_trial", micros(result.perTrial()))
            .put("cpu_us_per_job_queued", micros(result.queueing()))
            .put("idle_share", result.idleShare())
            .put("virtual_seconds", result.virtual().toMillis() / 1e3);
    var parts = node.putArray("cpu_us_per_trial_by_tenth");
    result.parts().forEach(part -> parts.add(micros(part)));
    output.result(node, lines(result));
  }

  private static List<String> lines(RulesBench.Result result) {
    Table table = Table.of("TENTH", "CPU µs PER TRIAL");
    for (int i = 0; i < result.parts().size(); i++) {
      table.row(Integer.toString(i + 1), number(micros(result.parts().get(i))));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        "%s µs CPU a trial, %s µs to queue a job; slots idle %s %% of %s (virtual time)"
            .formatted(
                number(micros(result.perTrial())),
                number(micros(result.queueing())),
                number(100 * result.idleShare()),
                Words.duration(result.virtual())));
    return lines;
  }

  private void throughKafka(SchedulerLoad load, Output output) throws InterruptedException {
    Screen screen = output.screen();
    screen.say(
        "takes about %s, in real time".formatted(Words.duration(load.ideal().plusSeconds(15))));
    KafkaBench.Result result =
        new KafkaBench(surroundings.clock())
            .run(
                load,
                studies ->
                    screen.show(
                        List.of("%,d of %,d studies".formatted(studies, load.jobs())),
                        "%d of %d studies".formatted(studies, load.jobs())));
    screen.settle();
    ObjectNode node =
        describe(load)
            .put("mode", "hpo-service on Kafka in real time")
            .put("wall_seconds", result.wall().toMillis() / 1e3)
            .put("ideal_seconds", load.ideal().toMillis() / 1e3)
            .put("overhead_share", result.overhead())
            .put("gap_ms_median", micros(result.gap(0.5)) / 1e3)
            .put("gap_ms_p95", micros(result.gap(0.95)) / 1e3)
            .put("process_cpu_ms_per_trial", micros(result.cpuPerTrial()) / 1e3);
    output.result(
        node,
        List.of(
            "%s for %,d fits on %d slots; ideal %s: %s %% over"
                .formatted(
                    Words.duration(result.wall()),
                    load.fits(),
                    load.workers(),
                    Words.duration(load.ideal()),
                    number(100 * result.overhead())),
            "from a trial's end to the next start: median %s ms, 95th percentile %s ms"
                .formatted(
                    number(micros(result.gap(0.5)) / 1e3), number(micros(result.gap(0.95)) / 1e3)),
            "%s ms CPU a trial: broker, service and simulated slots together"
                .formatted(number(micros(result.cpuPerTrial()) / 1e3))));
  }

  private static ObjectNode describe(SchedulerLoad load) {
    return new ObjectMapper()
        .createObjectNode()
        .put("workers", load.workers())
        .put("jobs", load.jobs())
        .put("trials", load.trials())
        .put("trial_ms", load.trialLength().toMillis());
  }

  private static double micros(Duration duration) {
    return duration.toNanos() / 1e3;
  }

  private static String number(double value) {
    return Figures.number(value, 1);
  }
}
