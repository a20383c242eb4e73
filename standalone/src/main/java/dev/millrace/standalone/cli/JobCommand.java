package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.JobReader;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.progress.Convergence;
import dev.millrace.standalone.progress.JobScreen;
import dev.millrace.standalone.progress.JobView;
import dev.millrace.standalone.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a job. */
@Command(name = "job", description = "Show one job.")
final class JobCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  private String id = "";

  JobCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (MillraceClient client = server.connect(surroundings)) {
      JsonNode job = client.job(id);
      List<String> lines = lines(job);
      if (job.path("config").path("per_series").asBoolean()) {
        lines.addAll(SeriesTable.lines(client.seriesJobs(id)));
      }
      new Output(surroundings, server.json()).result(job, lines);
    }
    return ExitCode.OK.code();
  }

  private List<String> lines(JsonNode json) {
    JobView job = JobReader.read(json);
    List<String> lines =
        new ArrayList<>(
            JobScreen.block(job, Convergence.NONE, surroundings.clock().instant(), Style.PLAIN));
    String cause = json.path("cause").path("description").asText("");
    if (!cause.isEmpty()) {
      lines.add("  because  " + cause);
    }
    job.modelId().ifPresent(model -> lines.add("  model    " + model));
    job.problems().forEach(problem -> lines.add("  problem  " + problem));
    return lines;
  }
}
