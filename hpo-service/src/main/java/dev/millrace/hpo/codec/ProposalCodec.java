package dev.millrace.hpo.codec;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.Threshold;
import dev.millrace.events.TrialKind;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.search.StoppingRule;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trial;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.List;

/** {@code trial-proposed}: everything a worker needs for one attempt. */
final class ProposalCodec {

  private final Duration lease;

  ProposalCodec(Duration lease) {
    this.lease = lease;
  }

  /** One for each rank. */
  List<dev.millrace.events.TrialProposed> proposed(
      String pool, Study.Active study, PoolEvent.TrialProposed event) {
    return event.each().stream().map(rank -> proposed(pool, study, event, rank)).toList();
  }

  private dev.millrace.events.TrialProposed proposed(
      String pool, Study.Active study, PoolEvent.TrialProposed event, AttemptId attempt) {
    JobAccepted request = EnclosedEvent.open(study.job().request(), JobAccepted.class);
    DatasetPrepared prepared =
        EnclosedEvent.open(study.brief().dataset().event(), DatasetPrepared.class);
    dev.millrace.events.TrialProposed.Builder builder =
        dev.millrace.events.TrialProposed.newBuilder()
            .setEventId(EventIds.of(Topics.TRIAL_PROPOSED, attempt.text()))
            .setOccurredAt(event.at())
            .setTenantId(study.job().tenant())
            .setJobId(study.id())
            .setStudyId(study.id())
            .setTrialId(attempt.trialId())
            .setTrialNumber(attempt.trial())
            .setAttempt(attempt.number())
            .setAttemptId(attempt.text())
            .setRank(attempt.rank())
            .setWorldSize(event.ranks())
            .setPool(pool)
            .setModelType(request.getModelType())
            .setParameters(ParameterCodec.toAvro(event.parameters()))
            // One seed for all trials: they shall differ by their parameters alone.
            .setSeed(study.job().plan().seed())
            .setObjective(request.getConfig().getObjective())
            .setLeaseSeconds((int) lease.toSeconds())
            .setReason(event.reason())
            .setDataset(prepared.getDataset())
            .setTraining(request.getConfig().getTraining());
    study
        .open(attempt.trial())
        .flatMap(Trial::checkpoint)
        .map(CheckpointCodec::toAvro)
        .ifPresent(builder::setCheckpoint);
    return switch (study) {
      case Study.Searching searching ->
          builder
              .setKind(TrialKind.SEARCH)
              .setDeadline(searching.deadline())
              .setStoppingRule(toAvro(searching.stoppingRule(attempt.trial())))
              .build();
      case Study.FinalFit fit ->
          builder.setKind(TrialKind.FINAL_FIT).setSearchMetrics(fit.best().metrics()).build();
      case Study.Draining _ ->
          throw new IllegalStateException("study %s proposes nothing".formatted(study.id()));
    };
  }

  private static dev.millrace.events.StoppingRule toAvro(StoppingRule rule) {
    return dev.millrace.events.StoppingRule.newBuilder()
        .setKind(rule.canStop() ? "thresholds" : "none")
        .setThresholds(
            rule.thresholds().stream()
                .map(bound -> new Threshold(bound.budgetShare(), bound.bound()))
                .toList())
        .setPatienceShare(rule.patience())
        .setMinImprovement(rule.minImprovement())
        .setReason(rule.reason())
        .build();
  }
}
