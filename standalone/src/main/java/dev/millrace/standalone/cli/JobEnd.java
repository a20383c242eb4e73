package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.JobReader;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.progress.JobView;
import java.util.ArrayList;
import java.util.List;

/** What is said of a job that was waited for. */
final class JobEnd {
  private JobEnd() {}

  static int report(JsonNode json, MillraceClient client, Output output) {
    JobView job = JobReader.read(json);
    List<String> lines = new ArrayList<>();
    if (job.series().isPresent() && !output.isJson()) {
      lines.addAll(SeriesTable.lines(client.seriesJobs(job.id())));
    }
    job.modelId().ifPresent(model -> lines.add("registered " + model));
    job.problems().forEach(problem -> lines.add("problem: " + problem));
    output.result(json, lines);
    return (job.hasCompleted() ? ExitCode.OK : ExitCode.FAILED).code();
  }
}
