package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.platform.web.Page;
import java.util.Locale;

/** The jobs of a job's series in few words. */
final class SeriesJson {

  private SeriesJson() {}

  /** A list as every list resource gives it; the next page is one of the list of jobs. */
  static ObjectNode of(Page<JobState> page) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    page.items().forEach(job -> list.withArray("/items").add(of(job)));
    list.put("total", page.total());
    list.put("next_cursor", page.nextCursor());
    return list;
  }

  private static ObjectNode of(JobState job) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("series", String.join(",", job.getConfig().getSeries()));
    row.put("job_id", job.getJobId());
    row.put("status", job.getStatus().name().toLowerCase(Locale.ROOT));
    row.put("model_id", job.getModelId());
    row.put("model_version", job.getModelVersion());
    row.put("problem", job.getStatus() == JobStatus.FAILED ? job.getMessage() : "");
    return row;
  }
}
