package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Study;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * All there is to know about a pool.
 *
 * @param studies studies that are not over, by id
 * @param queue those of them that may want slots, best entitled first
 * @param leases attempts that use a slot: a set, so that counting it cannot drift
 * @param workers those that are there, by id
 * @param closed studies that are over but remembered
 * @param lastTick when time was last known to pass; {@link Instant#EPOCH} after a start
 */
public record PoolState(
    String pool,
    PMap<String, Study> studies,
    PSortedSet<Entitlement> queue,
    PMap<AttemptId, Lease> leases,
    PMap<String, Worker> workers,
    ClosedStudies closed,
    Instant lastTick) {

  public static PoolState empty(String pool) {
    return new PoolState(
        pool,
        HashTreePMap.empty(),
        TreePSet.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        ClosedStudies.NONE,
        Instant.EPOCH);
  }

  public Optional<Study> study(String id) {
    return Optional.ofNullable(studies.get(id));
  }

  public Optional<Study.Active> active(String id) {
    return studies.get(id) instanceof Study.Active active ? Optional.of(active) : Optional.empty();
  }

  public Optional<Lease> lease(AttemptId attempt) {
    return Optional.ofNullable(leases.get(attempt));
  }

  /** Leases of a study's attempts, in a fixed order. */
  List<Lease> leasesOf(String studyId) {
    return leases.values().stream()
        .filter(lease -> lease.attempt().studyId().equals(studyId))
        .sorted(LeaseOrder.BY_ATTEMPT)
        .toList();
  }

  public int slots() {
    return workers.values().stream().mapToInt(Worker::slots).sum();
  }

  public boolean hasFreeSlot() {
    return leases.size() < slots();
  }

  // ---- parts replaced; only the evolution of events uses these

  PoolState with(Study study) {
    return new PoolState(
        pool, studies.plus(study.id(), study), queue, leases, workers, closed, lastTick);
  }

  PoolState without(Study study) {
    PSortedSet<Entitlement> left =
        study instanceof Study.Known known ? queue.minus(Entitlement.of(known.job())) : queue;
    return new PoolState(pool, studies.minus(study.id()), left, leases, workers, closed, lastTick);
  }

  PoolState enqueued(Job job) {
    return new PoolState(
        pool, studies, queue.plus(Entitlement.of(job)), leases, workers, closed, lastTick);
  }

  PoolState with(Lease lease) {
    return withLeases(leases.plus(lease.attempt(), lease));
  }

  PoolState freed(AttemptId attempt) {
    return withLeases(leases.minus(attempt));
  }

  PoolState withLeases(PMap<AttemptId, Lease> replaced) {
    return new PoolState(pool, studies, queue, replaced, workers, closed, lastTick);
  }

  PoolState withWorkers(PMap<String, Worker> replaced) {
    return new PoolState(pool, studies, queue, leases, replaced, closed, lastTick);
  }

  PoolState withClosed(ClosedStudies replaced) {
    return new PoolState(pool, studies, queue, leases, workers, replaced, lastTick);
  }

  PoolState at(Instant tick) {
    return new PoolState(pool, studies, queue, leases, workers, closed, tick);
  }
}
