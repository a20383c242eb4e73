package dev.millrace.hpo.codec;

import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobConfig;
import dev.millrace.hpo.search.ParameterGrid;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.study.Beginning;
import dev.millrace.hpo.study.Goals;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Priority;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.StopRules;
import dev.millrace.hpo.study.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/** Jobs out of {@code job-accepted}. */
public final class JobCodec {

  private JobCodec() {}

  /** Why a job cannot be searched; empty when it can. */
  public static Optional<String> complaint(JobAccepted event) {
    try {
      SearchPlan plan = plan(event.getConfig());
      return plan.strategy() == Strategy.GRID
          ? ParameterGrid.complaint(plan.space()).map(JobCodec::sentence)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("the job is impossible: " + e.getMessage());
    }
  }

  /**
   * Reads a job.
   *
   * @throws IllegalArgumentException when it cannot be searched; the message says why
   */
  public static Job fromAvro(JobAccepted event) {
    return new Job(
        event.getJobId(),
        event.getTenantId(),
        priority(event),
        event.getOccurredAt(),
        subject(event),
        plan(event.getConfig()),
        new EnclosedEvent(event));
  }

  /** Without a search the study is one trial: its space holds nothing but fixed values. */
  private static SearchPlan plan(JobConfig config) {
    return new SearchPlan(
        SearchSpaceCodec.fromAvro(config.getHyperparams()),
        strategy(config.getOptimizationStrategy()),
        PrunerCodec.fromAvro(config.getPruner()),
        config.getEnableHpo() ? trials(config.getNTrials()) : 1,
        config.getEnableHpo() ? config.getParallelTrials() : 1,
        Duration.ofSeconds(config.getTimeoutSeconds()),
        config.getSeed(),
        config.getMaxAttempts(),
        config.getTrainingWorkers(),
        new Goals(config.getObjectives(), new TreeMap<>(config.getConstraints())),
        stop(config),
        config.getEnableHpo() ? beginning(config) : Beginning.PLAIN);
  }

  private static int trials(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("config.n_trials must be at least 0, got " + number);
    }
    return number == 0 ? SearchPlan.AUTO : number;
  }

  private static StopRules stop(JobConfig config) {
    return new StopRules(
        Doubles.optional(config.getTargetValue()),
        config.getPatienceTrials(),
        config.getMaxFailures());
  }

  private static Beginning beginning(JobConfig config) {
    return new Beginning(
        config.getEnqueue().stream().map(ParameterCodec::fromAvro).toList(),
        config.getWarmStart(),
        config.getContinues());
  }

  private static Subject subject(JobAccepted event) {
    return new Subject(
        event.getModelName(),
        event.getFeatureSet(),
        event.getConfig().getTargetVariable(),
        event.getConfig().getHorizon());
  }

  private static Strategy strategy(String name) {
    return Strategy.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "config.optimization_strategy must be one of %s, got %s"
                        .formatted(Strategy.names(), name)));
  }

  private static String sentence(ParameterGrid.Complaint complaint) {
    return "the job is impossible: config.hyperparams%s: %s"
        .formatted(
            complaint.parameter().isEmpty() ? "" : "." + complaint.parameter(), complaint.rule());
  }

  private static Priority priority(JobAccepted event) {
    return switch (event.getPriority()) {
      case LOW -> Priority.LOW;
      case NORMAL, UNKNOWN -> Priority.NORMAL;
      case HIGH -> Priority.HIGH;
      case CRITICAL -> Priority.CRITICAL;
    };
  }
}
