package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.bench.scheduler.RestartBench;
import dev.millrace.standalone.bench.scheduler.SchedulerLoad;
import dev.millrace.standalone.terminal.Screen;
import java.time.InstantSource;
import java.util.List;

/** Measures a restart and says what came out. */
record RestartReport(InstantSource clock, Output output) {

  void run(SchedulerLoad load) throws InterruptedException {
    Screen screen = output.screen();
    RestartBench.Result result =
        new RestartBench(clock)
            .run(
                load.jobs(),
                load.trials(),
                trials ->
                    screen.show(
                        List.of("history: %,d of %,d trials".formatted(trials, load.trials())),
                        "history: %d of %d trials".formatted(trials, load.trials())));
    screen.settle();
    output.result(node(load, result), lines(load, result));
  }

  private static ObjectNode node(SchedulerLoad load, RestartBench.Result result) {
    ObjectNode node =
        new ObjectMapper()
            .createObjectNode()
            .put("jobs", load.jobs())
            .put("trials", load.trials())
            .put("mode", "restart of hpo-service with a history of open studies")
            .put("changelog_records", result.records())
            .put("changelog_bytes", result.bytes())
            .put("history_seconds", Figures.seconds(result.making()))
            .put("first_proposal_seconds", Figures.seconds(result.toFirstProposal()))
            .put("heap_bytes_before", result.heapBefore())
            .put("heap_bytes_after", result.heapAfter());
    result.residentAfter().ifPresent(bytes -> node.put("process_rss_bytes_after", bytes));
    return node;
  }

  private static List<String> lines(SchedulerLoad load, RestartBench.Result result) {
    return List.of(
        "%s s from the start of hpo-service to its first proposal, trial %d of %s"
            .formatted(
                Figures.number(Figures.seconds(result.toFirstProposal()), 1),
                result.proposal().getTrialNumber(),
                result.proposal().getJobId()),
        "the history: %,d trials of %,d open studies; %,d records, %s MB"
            .formatted(load.trials(), load.jobs(), result.records(), megabytes(result.bytes())),
        "live heap %s MB before the start and %s MB after the proposal, broker included"
            .formatted(megabytes(result.heapBefore()), megabytes(result.heapAfter())));
  }

  private static String megabytes(long bytes) {
    return Figures.number(bytes / 1e6, 1);
  }
}
