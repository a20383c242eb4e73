package dev.millrace.registry.projection;

import static dev.millrace.registry.codec.EventJson.text;

import dev.millrace.events.JobLog;
import dev.millrace.events.WorkerHeartbeat;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Log lines of jobs, and the latest that was heard of each worker. */
final class LogRows {
  private static final String LINE =
      """
      insert into job_log (event_id, occurred_at, tenant_id, job_id, trial_id, level, service,
        message, fields)
      values (:event, :at, :tenant, :job, :trial, :level, :service, :message,
        cast(:fields as jsonb))
      on conflict do nothing
      """;
  private static final String WORKER =
      """
      insert into worker (worker_id, pool, slots, running_attempts, library_versions, cpu_load,
        rss_bytes, tasks_finished, heard_at)
      values (:worker, :pool, :slots, cast(:running as jsonb), cast(:versions as jsonb), :cpu, :rss,
        :finished, :at)
      on conflict (worker_id) do update set pool = excluded.pool, slots = excluded.slots,
        running_attempts = excluded.running_attempts,
        library_versions = excluded.library_versions, cpu_load = excluded.cpu_load,
        rss_bytes = excluded.rss_bytes, tasks_finished = excluded.tasks_finished,
        heard_at = excluded.heard_at
      """;

  private LogRows() {}

  static void lines(Handle handle, List<JobLog> events) {
    var batch = handle.prepareBatch(LINE);
    for (JobLog event : events) {
      batch
          .bind("event", event.getEventId())
          .bind("at", event.getOccurredAt())
          .bind("tenant", event.getTenantId())
          .bind("job", event.getJobId())
          .bind("trial", event.getTrialId())
          .bind("level", event.getLevel())
          .bind("service", event.getService())
          .bind("message", event.getMessage())
          .bind("fields", text(event.getFields()))
          .add();
    }
    batch.execute();
  }

  static void workers(Handle handle, List<WorkerHeartbeat> events) {
    var batch = handle.prepareBatch(WORKER);
    for (WorkerHeartbeat event : Latest.of(events, WorkerHeartbeat::getWorkerId)) {
      batch
          .bind("worker", event.getWorkerId())
          .bind("pool", event.getPool())
          .bind("slots", event.getSlots())
          .bind("running", text(event.getRunningAttempts()))
          .bind("versions", text(event.getLibraryVersions()))
          .bind("cpu", event.getCpuLoad())
          .bind("rss", event.getRssBytes())
          .bind("finished", event.getTasksFinished())
          .bind("at", event.getOccurredAt())
          .add();
    }
    batch.execute();
  }
}
