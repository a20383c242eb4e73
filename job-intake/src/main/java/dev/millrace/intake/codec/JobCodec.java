package dev.millrace.intake.codec;

import dev.millrace.events.DataQuality;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.FailedSeries;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.JobRejected;
import dev.millrace.events.JobRequested;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.events.ModelCard;
import dev.millrace.events.SeriesProgressed;
import dev.millrace.intake.job.Best;
import dev.millrace.intake.job.Document;
import dev.millrace.intake.job.Fact;
import dev.millrace.intake.job.Findings;
import dev.millrace.intake.job.Job;
import dev.millrace.intake.job.JobEvent;
import dev.millrace.intake.job.JobStory;
import dev.millrace.intake.job.Status;
import dev.millrace.intake.request.JobIds;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.SeriesJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs as others see them, and the verdicts on requests. */
public final class JobCodec {

  private JobCodec() {}

  public static JobAccepted write(JobEvent.JobAccepted accepted) {
    JobRequest request = accepted.request();
    return JobAccepted.newBuilder()
        .setEventId(JobIds.named("job-accepted", accepted.jobId()))
        .setOccurredAt(accepted.at())
        .setTenantId(request.tenantId())
        .setJobId(accepted.jobId())
        .setModelType(request.modelType())
        .setModelName(request.modelName())
        .setFeatureSet(request.featureSet())
        .setConfig(ConfigCodec.write(request.config()))
        .setPriority(RequestCodec.priority(request.priority()))
        .setTags(request.tags())
        .setCause(RequestCodec.write(request.cause()))
        .setRequestedBy(request.requestedBy())
        .build();
  }

  public static JobRejected write(JobEvent.JobRejected rejected) {
    return JobRejected.newBuilder()
        .setEventId(JobIds.named("job-rejected", rejected.jobId()))
        .setOccurredAt(rejected.at())
        .setTenantId(rejected.request().tenantId())
        .setJobId(rejected.jobId())
        .setViolations(RequestCodec.write(rejected.violations()))
        .setModelName(rejected.request().modelName())
        .build();
  }

  /** The job as others see it from an instant on. */
  public static JobState write(Job job, Instant at) {
    JobState.Builder state =
        JobState.newBuilder()
            .setEventId(JobIds.named("job-state", job.id(), Long.toString(job.revision())))
            .setOccurredAt(at)
            .setJobId(job.id())
            .setStatus(job.isAsked() ? JobStatus.valueOf(job.status().name()) : JobStatus.UNKNOWN)
            .setPhase(job.phase().label())
            .setProblems(RequestCodec.write(job.problems()))
            .setMessage(JobStory.sentence(job))
            .setWaitingFor(JobStory.waitingFor(job))
            .setRevision(job.revision());
    switch (job.origin()) {
      case Job.Origin.NotAsked _ -> {}
      case Job.Origin.Asked asked -> write(asked.request(), asked.at(), state);
      case Job.Origin.Refused refused -> write(refused.request(), refused.at(), state);
    }
    if (job.course() instanceof Job.Course.Ended ended) {
      state.setFinishedAt(ended.at());
    }
    write(job.findings(), state);
    series(job, state);
    return state.build();
  }

  /** A request as it looks before job-intake has decided. */
  public static JobState pending(JobRequested event) {
    JobRequest request = RequestCodec.read(event);
    Job job =
        new Job(
            event.getJobId(),
            new Job.Origin.Asked(request, event.getOccurredAt()),
            Findings.NONE,
            new Job.Course.Open(),
            0);
    return write(job, event.getOccurredAt());
  }

  private static void write(JobRequest request, Instant createdAt, JobState.Builder state) {
    state
        .setTenantId(request.tenantId())
        .setModelType(request.modelType())
        .setModelName(request.modelName())
        .setFeatureSet(request.featureSet())
        .setConfig(ConfigCodec.write(request.config()))
        .setPriority(RequestCodec.priority(request.priority()))
        .setTags(request.tags())
        .setCause(RequestCodec.write(request.cause()))
        .setRequestedBy(request.requestedBy())
        .setIdempotencyKey(request.idempotencyKey())
        .setCreatedAt(createdAt);
  }

  private static void write(Findings findings, JobState.Builder state) {
    state
        .setCounts(FactCodec.write(findings.counts()))
        .setStartedAt(findings.startedAt().orElse(null))
        .setBestTrialNumber(findings.best().map(Best::trialNumber).orElse(-1))
        .setBestValue(findings.best().map(Best::value).orElse(null));
    study(findings, state);
    findings
        .find(Fact.DatasetPrepared.class)
        .ifPresent(
            prepared -> state.setDataset(AvroDocument.read(prepared.dataset(), DatasetRef.class)));
    quality(findings)
        .ifPresent(quality -> state.setQuality(AvroDocument.read(quality, DataQuality.class)));
    findings
        .find(Fact.ModelRegistered.class)
        .ifPresent(
            registered ->
                state.setModelId(registered.modelId()).setModelVersion(registered.version()));
  }

  private static void study(Findings findings, JobState.Builder state) {
    state.setNTrials(findings.plan().trials()).setNTrialsReason(findings.plan().reason());
    findings.find(Fact.StudyMoved.class).ifPresent(moved -> state.setSampler(moved.sampler()));
    findings
        .find(Fact.StudyEnded.class)
        .ifPresent(
            ended -> {
              state.setStopReason(ended.reason());
              ended
                  .model()
                  .ifPresent(model -> state.setModel(AvroDocument.read(model, ModelCard.class)));
            });
  }

  private static void series(Job job, JobState.Builder state) {
    state.setSeriesCounts(FactCodec.write(job.seriesCounts()));
    job.findings()
        .find(Fact.SeriesMoved.class)
        .ifPresent(moved -> state.setFailedSeries(failed(job.id(), moved)));
  }

  private static List<FailedSeries> failed(String parentId, Fact.SeriesMoved moved) {
    return moved.problems().entrySet().stream()
        .map(
            problem ->
                new FailedSeries(
                    problem.getKey(),
                    new SeriesJob(parentId, problem.getKey()).id(),
                    problem.getValue()))
        .toList();
  }

  /** A cancellation of one series' job, which is part of the one of the job per series. */
  public static JobCancelled write(JobEvent.SeriesCancelled cancelled) {
    JobRequest request = cancelled.request();
    return JobCancelled.newBuilder()
        .setEventId(JobIds.named("job-cancelled", cancelled.job().id()))
        .setOccurredAt(cancelled.why().at())
        .setTenantId(request.tenantId())
        .setJobId(cancelled.job().id())
        .setRequestedBy(cancelled.why().by())
        .setReason(cancelled.why().reason())
        .setPool(request.config().search().pool())
        .build();
  }

  /** What a job per series hears of the job of one of its series. */
  public static SeriesProgressed write(JobEvent.ParentTold told) {
    Job job = told.job();
    String problem = job.status() == Status.FAILED ? JobStory.sentence(job) : "";
    return SeriesProgressed.newBuilder()
        .setEventId(JobIds.named("series-progressed", job.id(), job.status().name()))
        .setOccurredAt(told.at())
        .setTenantId(job.tenantId())
        .setJobId(told.series().parentId())
        .setSeries(told.series().series())
        .setSeriesJobId(job.id())
        .setStatus(JobStatus.valueOf(job.status().name()))
        .setProblem(problem)
        .setStartedAt(job.findings().startedAt().orElse(null))
        .setModelId(
            job.findings()
                .find(Fact.ModelRegistered.class)
                .map(Fact.ModelRegistered::modelId)
                .orElse(""))
        .build();
  }

  private static Optional<Document> quality(Findings findings) {
    return findings
        .find(Fact.DatasetPrepared.class)
        .map(Fact.DatasetPrepared::quality)
        .or(() -> findings.find(Fact.DatasetRefused.class).map(Fact.DatasetRefused::quality));
  }
}
