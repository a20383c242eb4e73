package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolCommand.AboutStudy;
import dev.millrace.hpo.pool.PoolCommand.CancelJob;
import dev.millrace.hpo.pool.PoolCommand.GiveUpDataset;
import dev.millrace.hpo.pool.PoolCommand.TakeDataset;
import dev.millrace.hpo.pool.PoolCommand.TakeJob;
import dev.millrace.hpo.pool.PoolEvent.CancellationNoted;
import dev.millrace.hpo.pool.PoolEvent.DatasetNoted;
import dev.millrace.hpo.pool.PoolEvent.JobNoted;
import dev.millrace.hpo.pool.PoolEvent.RefusalNoted;
import dev.millrace.hpo.pool.PoolEvent.StudyQueued;
import dev.millrace.hpo.study.Budget;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Study.AwaitingJob;
import dev.millrace.hpo.study.Study.AwaitingJob.News;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a study gets into the queue, and out of it by cancellation. Job, dataset and cancellation
 * come from different topics, so in any order.
 */
final class Admission {

  private final Closing closing;

  Admission(Closing closing) {
    this.closing = closing;
  }

  void answer(Unfolding unfolding, AboutStudy command) {
    String id = command.studyId();
    if (unfolding.state().past().isOver(id)) {
      unfolding.refuse(id, Refusal.STUDY_CLOSED);
      return;
    }
    @Nullable Study study = unfolding.state().studies().get(id);
    switch (command) {
      case TakeJob(Job job) -> take(unfolding, study, job);
      case TakeDataset take -> take(unfolding, study, take);
      case GiveUpDataset giveUp -> giveUp(unfolding, study, giveUp);
      case CancelJob cancel -> cancel(unfolding, study, cancel);
    }
  }

  private void take(Unfolding unfolding, @Nullable Study study, Job job) {
    switch (study) {
      case null -> {
        if (fits(unfolding, job)) {
          unfolding.add(new JobNoted(job, unfolding.at()));
        }
      }
      case AwaitingJob early -> takeAfter(early.news(), unfolding, job);
      case Study.Known _ -> unfolding.refuse(job.id(), Refusal.DUPLICATE);
    }
  }

  private void takeAfter(News news, Unfolding unfolding, Job job) {
    switch (news) {
      case News.Prepared(var dataset) -> {
        if (fits(unfolding, job)) {
          queue(unfolding, job, dataset);
        }
      }
      case News.Refused(List<String> reasons) -> {
        unfolding.add(new JobNoted(job, unfolding.at()));
        closing.refuseDataset(unfolding, job.id(), reasons);
      }
      case News.Cancelled(String reason) -> {
        unfolding.add(new JobNoted(job, unfolding.at()));
        closing.cancel(unfolding, job.id(), reason);
      }
    }
  }

  /** Refuses a job whose tenant has too many waiting already, or may never have its slots. */
  private boolean fits(Unfolding unfolding, Job job) {
    Optional<String> why = whyNot(unfolding.state().queue(), job);
    why.ifPresent(reason -> refuse(unfolding, job, reason));
    return why.isEmpty();
  }

  private static Optional<String> whyNot(SlotQueue queue, Job job) {
    TenantRights rights = queue.rights().of(job.tenant());
    if (queue.line(job.tenant()).queued() >= rights.queuedJobs()) {
      return Optional.of(
          "tenant %s has %d jobs waiting, and may have no more"
              .formatted(job.tenant(), rights.queuedJobs()));
    }
    int workers = job.plan().workers();
    return workers <= rights.concurrentTrials()
        ? Optional.empty()
        : Optional.of(
            "training_workers is %d, and tenant %s may use %d slots at once"
                .formatted(workers, job.tenant(), rights.concurrentTrials()));
  }

  private void refuse(Unfolding unfolding, Job job, String why) {
    if (!(unfolding.state().studies().get(job.id()) instanceof Study.Known)) {
      unfolding.add(new JobNoted(job, unfolding.at()));
    }
    closing.refuse(unfolding, job.id(), why);
  }

  private void queue(Unfolding unfolding, Job job, Dataset dataset) {
    Budget budget = Budget.of(job.plan(), dataset);
    if (!job.plan().beginning().isContinuation()) {
      unfolding.add(new StudyQueued(job, dataset, budget, unfolding.at()));
      return;
    }
    switch (Continuation.of(unfolding.state().past(), job, dataset)) {
      case Continuation.Refused(String why) -> refuse(unfolding, job, why);
      case Continuation.Possible possible -> {
        unfolding.add(new StudyQueued(job, dataset, budget, unfolding.at()));
        possible.recall(unfolding, job.id());
      }
    }
  }

  private void take(Unfolding unfolding, @Nullable Study study, TakeDataset command) {
    String id = command.studyId();
    switch (study) {
      case null -> unfolding.add(new DatasetNoted(id, command.dataset(), unfolding.at()));
      case Study.AwaitingDataset waiting -> queue(unfolding, waiting.job(), command.dataset());
      case AwaitingJob _, Study.Briefed _ -> unfolding.refuse(id, Refusal.DUPLICATE);
    }
  }

  private void giveUp(Unfolding unfolding, @Nullable Study study, GiveUpDataset command) {
    String id = command.studyId();
    switch (study) {
      case null -> unfolding.add(new RefusalNoted(id, command.reasons(), unfolding.at()));
      case Study.AwaitingDataset _ -> closing.refuseDataset(unfolding, id, command.reasons());
      case AwaitingJob _, Study.Briefed _ -> unfolding.refuse(id, Refusal.DUPLICATE);
    }
  }

  private void cancel(Unfolding unfolding, @Nullable Study study, CancelJob command) {
    String id = command.studyId();
    switch (study) {
      case null -> unfolding.add(new CancellationNoted(id, command.reason(), unfolding.at()));
      case AwaitingJob early when early.news() instanceof News.Cancelled ->
          unfolding.refuse(id, Refusal.DUPLICATE);
      case AwaitingJob _ ->
          unfolding.add(new CancellationNoted(id, command.reason(), unfolding.at()));
      case Study.Known _ -> closing.cancel(unfolding, id, command.reason());
    }
  }
}
