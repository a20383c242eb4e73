package dev.millrace.hpo.pool;

import dev.millrace.hpo.search.FloatRange;
import dev.millrace.hpo.search.NoPruner;
import dev.millrace.hpo.search.Pruner;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.study.Enclosed;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Priority;
import dev.millrace.hpo.study.SearchPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Jobs to test with. */
final class Jobs {

  /** Stands for what the rules hand on unopened. */
  record Named(String name) implements Enclosed {}

  static final Instant NOON = Instant.parse("2025-11-01T12:00:00Z");
  static final Enclosed DATASET = new Named("dataset");
  static final Enclosed MODEL = new Named("model");
  static final SearchSpace SPACE =
      SearchSpace.of(Map.of("learning_rate", new FloatRange(0.01, 0.3, true)));

  private Jobs() {}

  static Job job(String id, int trials, int parallel) {
    return job(id, trials, parallel, Priority.NORMAL, NOON);
  }

  static Job job(String id, int trials, int parallel, Pruner pruner) {
    SearchPlan plan =
        new SearchPlan(
            SPACE, Strategy.TPE, pruner, trials, parallel, Duration.ofMinutes(30), 42, 3);
    return new Job(id, "acme", Priority.NORMAL, NOON, plan, new Named(id));
  }

  static Job job(String id, int trials, int parallel, Priority priority, Instant acceptedAt) {
    SearchPlan plan =
        new SearchPlan(
            SPACE, Strategy.TPE, new NoPruner(), trials, parallel, Duration.ofMinutes(30), 42, 3);
    return new Job(id, "acme", priority, acceptedAt, plan, new Named(id));
  }
}
