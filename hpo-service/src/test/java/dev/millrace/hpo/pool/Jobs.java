package dev.millrace.hpo.pool;

import dev.millrace.hpo.search.FloatRange;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.Enclosed;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Priority;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.SeriesProfile;
import dev.millrace.hpo.study.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Jobs to test with. */
final class Jobs {

  /** Stands for what the rules hand on unopened. */
  record Named(String name) implements Enclosed {}

  static final Instant NOON = Instant.parse("2025-11-01T12:00:00Z");
  static final Dataset DATASET =
      new Dataset(new Named("dataset"), "sha-of-dataset", SeriesProfile.UNKNOWN);
  static final Subject SUBJECT = new Subject("load_forecast", "forecast_basic", "load_kw", 24);
  static final Enclosed MODEL = new Named("model");
  static final SearchSpace SPACE =
      SearchSpace.of(Map.of("learning_rate", new FloatRange(0.01, 0.3, true)));

  private Jobs() {}

  static Job job(String id, int trials, int parallel) {
    return job(id, trials, parallel, Priority.NORMAL, NOON);
  }

  static Job job(String id, int trials, int parallel, Priority priority, Instant acceptedAt) {
    SearchPlan plan =
        new SearchPlan(SPACE, Strategy.TPE, trials, parallel, Duration.ofMinutes(30), 42, 3);
    return new Job(id, "acme", priority, acceptedAt, SUBJECT, plan, new Named(id));
  }

  static Job of(String tenant, Job job) {
    return new Job(
        job.id(),
        tenant,
        job.priority(),
        job.acceptedAt(),
        job.subject(),
        job.plan(),
        job.request());
  }

  /** The same job with another way to search. */
  static Job with(UnaryOperator<ChangedPlan> change, Job job) {
    return new Job(
        job.id(),
        job.tenant(),
        job.priority(),
        job.acceptedAt(),
        job.subject(),
        change.apply(new ChangedPlan(job.plan())).plan(),
        job.request());
  }

  static Dataset dataset(String sha256, SeriesProfile profile) {
    return new Dataset(new Named("dataset " + sha256), sha256, profile);
  }
}
