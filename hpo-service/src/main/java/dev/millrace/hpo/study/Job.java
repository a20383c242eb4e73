package dev.millrace.hpo.study;

import java.time.Instant;

/**
 * A job as far as its study is concerned.
 *
 * @param id also the id of the study
 * @param request the whole job, for those who announce its study
 */
public record Job(
    String id,
    String tenant,
    Priority priority,
    Instant acceptedAt,
    Subject subject,
    SearchPlan plan,
    Enclosed request) {

  /** The model that the job trains, unique among all tenants: a tenant's name has no slash. */
  public String model() {
    return tenant + "/" + subject.model();
  }
}
