package dev.millrace.intake.web;

import dev.millrace.events.JobState;
import dev.millrace.intake.JobDesk;
import dev.millrace.platform.web.ProblemException;

/** Finds the job that a resource is about. */
final class Jobs {

  private Jobs() {}

  /**
   * The job, or the problem that there is none. A job of another tenant is none that this one
   * knows.
   *
   * @param tenantId whose it must be; empty for anybody's
   */
  static JobState of(JobDesk desk, String id, String tenantId) {
    return desk.find(id)
        .filter(found -> tenantId.isEmpty() || found.getTenantId().equals(tenantId))
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "there is no job %s%s"
                        .formatted(id, tenantId.isEmpty() ? "" : " of tenant " + tenantId)));
  }
}
