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
    SearchPlan plan,
    Enclosed request) {}
