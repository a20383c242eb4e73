package dev.millrace.hpo.codec;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.ModelCard;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.events.TrialCompleted;
import dev.millrace.hpo.pool.Ending;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Best;
import dev.millrace.hpo.study.Enclosed;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import dev.millrace.topics.Topics;
import java.util.Map;
import java.util.Optional;

/** {@code study-completed}: how a study ended, with the card of its model. */
public final class CompletionCodec {

  private CompletionCodec() {}

  static StudyCompleted closed(Study.Known study, StudyClosed event) {
    Job job = study.job();
    JobAccepted request = EnclosedEvent.open(job.request(), JobAccepted.class);
    StudyCompleted.Builder builder =
        base(request)
            .setOccurredAt(event.at())
            .setOutcome(outcome(event.ending()))
            .setStopReason(event.reason().text())
            .setMessage(event.message())
            .setNTrials(ProgressCodec.trials(study))
            .setNTrialsReason(ProgressCodec.trialsReason(study))
            .setCounts(ProgressCodec.toAvro(ProgressCodec.counts(study)));
    if (study instanceof Study.Active active) {
      builder
          .setStartedAt(active.startedAt())
          .setParetoTrials(active.trials().front())
          .setWarmStartedFrom(active.brief().warmStartedFrom(active.trials().proposed()));
      active
          .trials()
          .best()
          .ifPresent(
              best ->
                  builder
                      .setBestTrialNumber(best.trial())
                      .setBestValue(best.objective())
                      .setBestParameters(ParameterCodec.toAvro(best.parameters())));
    }
    card(study, event).ifPresent(builder::setModel);
    return builder.build();
  }

  /** A job that got past intake although it cannot be searched is told so, not left waiting. */
  public static StudyCompleted impossible(JobAccepted request, String why) {
    return base(request)
        .setOccurredAt(request.getOccurredAt())
        .setOutcome(StudyOutcome.FAILED)
        .setStopReason(StopReason.FAILURES.text())
        .setMessage(why)
        .setNTrials(request.getConfig().getNTrials())
        .build();
  }

  private static StudyCompleted.Builder base(JobAccepted request) {
    return StudyCompleted.newBuilder()
        .setEventId(EventIds.of(Topics.STUDY_COMPLETED, request.getJobId()))
        .setTenantId(request.getTenantId())
        .setJobId(request.getJobId())
        .setStudyId(request.getJobId())
        .setHorizon(request.getConfig().getHorizon());
  }

  private static StudyOutcome outcome(Ending ending) {
    return switch (ending) {
      case Ending.Completed _ -> StudyOutcome.COMPLETED;
      case Ending.Failed _ -> StudyOutcome.FAILED;
      case Ending.Cancelled _ -> StudyOutcome.CANCELLED;
    };
  }

  private static Optional<ModelCard> card(Study.Known study, StudyClosed event) {
    return study instanceof Study.FinalFit fit
            && event.ending() instanceof Ending.Completed(AttemptId attempt, Enclosed model)
        ? Optional.of(card(fit, attempt, EnclosedEvent.open(model, TrialCompleted.class)))
        : Optional.empty();
  }

  private static ModelCard card(Study.FinalFit fit, AttemptId attempt, TrialCompleted fitted) {
    JobAccepted request = EnclosedEvent.open(fit.job().request(), JobAccepted.class);
    DatasetPrepared prepared =
        EnclosedEvent.open(fit.brief().dataset().event(), DatasetPrepared.class);
    Best best = fit.best();
    return ModelCard.newBuilder()
        .setModelType(request.getModelType())
        .setModelName(request.getModelName())
        .setArtifact(fitted.getArtifact())
        .setParameters(ParameterCodec.toAvro(best.parameters()))
        .setSeed(fit.job().plan().seed())
        .setValidationMetrics(Map.copyOf(best.metrics()))
        .setTestMetrics(fitted.getTestMetrics())
        .setBaselines(fitted.getBaselines())
        .setLibraryVersions(fitted.getLibraryVersions())
        .setDataset(prepared.getDataset())
        .setStudyId(fit.id())
        .setTrialId(attempt.trialId())
        .setCause(request.getCause())
        .setTraining(request.getConfig().getTraining())
        .setTags(request.getTags())
        .build();
  }
}
