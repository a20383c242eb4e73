package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.JobReader;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.progress.JobView;
import dev.millrace.standalone.terminal.Table;
import dev.millrace.standalone.terminal.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists jobs. */
@Command(name = "jobs", description = "List jobs, the newest first.")
final class JobsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only queued, running, completed, failed or cancelled ones.")
  private Optional<String> status = Optional.empty();

  @Option(names = "--model", paramLabel = "NAME", description = "Only jobs of this model.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--parent",
      paramLabel = "JOB",
      defaultValue = "none",
      description = "Jobs of the series of this job; without it the jobs that belong to no other.")
  private String parent = "none";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most jobs to list (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  JobsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Map<String, String> filter = new HashMap<>();
    filter.put("tenant_id", server.tenant());
    filter.put("parent", parent);
    filter.put("limit", Integer.toString(limit));
    status.ifPresent(wanted -> filter.put("status", wanted));
    model.ifPresent(wanted -> filter.put("model_name", wanted));
    try (MillraceClient client = server.connect(surroundings)) {
      JsonNode jobs = client.jobs(filter);
      Table table =
          Table.of(
              "JOB", "MODEL", "STATUS", "TRIALS", "PRUNED", "BEST", "CREATED", "VERSION", "WHY");
      for (JsonNode each : jobs.path("items")) {
        JobView job = JobReader.read(each);
        table.row(
            job.id(),
            job.modelName(),
            job.status(),
            job.progress(),
            Integer.toString(job.trials().pruned()),
            job.best().isPresent() ? Words.number(job.best().getAsDouble()) : "–",
            job.created().toString(),
            each.path("model_version").asText(""),
            why(job));
      }
      new Output(surroundings, server.json()).result(jobs, table, "no jobs");
    }
    return ExitCode.OK.code();
  }

  /** What an open job waits for, what stopped the search of one that has ended. */
  private static String why(JobView job) {
    String waitingFor = job.reasons().waitingFor();
    return waitingFor.isEmpty() ? job.reasons().stop() : "waits for " + waitingFor;
  }
}
