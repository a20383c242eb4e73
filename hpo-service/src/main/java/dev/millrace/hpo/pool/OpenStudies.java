package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Study;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The studies that are not over, with everything that would otherwise have to be searched for among
 * them: who gets the next slot, whose time is up. It follows from the studies alone, and is brought
 * up to date with each of their moves.
 *
 * @param byId the studies
 * @param queue who wants slots, and what each tenant uses
 * @param deadlines when each search ends at the latest
 * @param early when something was first heard of studies whose job is unknown
 * @param waits what was last said that a study waits for
 */
public record OpenStudies(
    PMap<String, Study> byId,
    SlotQueue queue,
    Dated<String> deadlines,
    Dated<String> early,
    PMap<String, Wait> waits) {

  static OpenStudies none(Rights rights) {
    return new OpenStudies(
        HashTreePMap.empty(),
        SlotQueue.empty(rights),
        Dated.none(),
        Dated.none(),
        HashTreePMap.empty());
  }

  OpenStudies with(Study study) {
    @Nullable Study before = byId.get(study.id());
    return new OpenStudies(
        byId.plus(study.id(), study),
        queued(before, study),
        moved(deadlines, study.id(), deadline(before), deadline(study)),
        moved(early, study.id(), earlySince(before), earlySince(study)),
        waits);
  }

  OpenStudies without(String studyId) {
    @Nullable Study before = byId.get(studyId);
    return new OpenStudies(
        byId.minus(studyId),
        queued(before, null),
        deadlines.minus(studyId),
        early.minus(studyId),
        waits.minus(studyId));
  }

  OpenStudies with(SlotQueue replaced) {
    return new OpenStudies(byId, replaced, deadlines, early, waits);
  }

  OpenStudies waits(String studyId, Optional<Wait> wait) {
    PMap<String, Wait> now = wait.map(w -> waits.plus(studyId, w)).orElse(waits.minus(studyId));
    return new OpenStudies(byId, queue, deadlines, early, now);
  }

  private SlotQueue queued(@Nullable Study before, @Nullable Study after) {
    SlotQueue left = queue;
    Optional<Entitlement> wanted = wanted(before);
    Optional<Entitlement> wants = wanted(after);
    @Nullable Job job = job(after) == null ? job(before) : job(after);
    if (job != null && !wanted.equals(wants)) {
      String tenant = job.tenant();
      left = wanted.isPresent() ? left.wantsNoMore(tenant, wanted.get()) : left;
      left = wants.isPresent() ? left.wants(tenant, wants.get()) : left;
    }
    int waiting = (awaitsStart(after) ? 1 : 0) - (awaitsStart(before) ? 1 : 0);
    return waiting == 0 || job == null ? left : left.queued(job.tenant(), waiting);
  }

  private static Optional<Entitlement> wanted(@Nullable Study study) {
    return study instanceof Study.Known known && study.wantsSlot()
        ? Optional.of(Entitlement.of(known))
        : Optional.empty();
  }

  private static boolean awaitsStart(@Nullable Study study) {
    return study instanceof Study.AwaitingDataset || study instanceof Study.Queued;
  }

  private static @Nullable Job job(@Nullable Study study) {
    return study instanceof Study.Known known ? known.job() : null;
  }

  private static Optional<Instant> deadline(@Nullable Study study) {
    return study instanceof Study.Searching searching
        ? Optional.of(searching.deadline())
        : Optional.empty();
  }

  private static Optional<Instant> earlySince(@Nullable Study study) {
    return study instanceof Study.AwaitingJob awaiting
        ? Optional.of(awaiting.since())
        : Optional.empty();
  }

  private static Dated<String> moved(
      Dated<String> dates, String id, Optional<Instant> before, Optional<Instant> after) {
    if (before.equals(after)) {
      return dates;
    }
    return after.map(at -> dates.plus(id, id, at)).orElseGet(() -> dates.minus(id));
  }
}
