package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.watch.JobWatcher;
import java.util.List;

/** What is said of a job that was just started: how to follow it, or all of it to its end. */
final class StartedJob {
  private StartedJob() {}

  static int report(
      JsonNode receipt,
      boolean watch,
      MillraceClient client,
      Surroundings surroundings,
      Output output) {
    String id = receipt.path("job_id").asText();
    if (!watch) {
      output.result(receipt, List.of("job " + id, "follow it: millrace watch " + id));
      return ExitCode.OK.code();
    }
    JobWatcher watcher = new JobWatcher(client, output.screen(), surroundings.clock());
    return JobEnd.report(watcher.watch(id, (_, _) -> {}), client, output);
  }
}
