package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Study;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.PMap;

/**
 * All there is to know about a pool.
 *
 * @param open studies that are not over, and their order
 * @param slotsInUse attempts that use a slot, and the workers that offer them
 * @param past studies that are over but remembered
 * @param lastTick when time was last known to pass; {@link Instant#EPOCH} after a start
 * @param resumedAt when time last began to pass, after a start or a pause
 */
public record PoolState(
    String pool,
    OpenStudies open,
    Slots slotsInUse,
    Past past,
    Instant lastTick,
    Instant resumedAt) {

  public static PoolState empty(String pool, Rights rights) {
    return new PoolState(
        pool, OpenStudies.none(rights), Slots.NONE, Past.NONE, Instant.EPOCH, Instant.EPOCH);
  }

  public PMap<String, Study> studies() {
    return open.byId();
  }

  public SlotQueue queue() {
    return open.queue();
  }

  public PMap<AttemptId, Lease> leases() {
    return slotsInUse.leases();
  }

  public PMap<String, Worker> workers() {
    return slotsInUse.workers();
  }

  public Optional<Study> study(String id) {
    return Optional.ofNullable(studies().get(id));
  }

  public Optional<Study.Active> active(String id) {
    return studies().get(id) instanceof Study.Active active
        ? Optional.of(active)
        : Optional.empty();
  }

  public Optional<Lease> lease(AttemptId attempt) {
    return Optional.ofNullable(leases().get(attempt));
  }

  /** What was last said that a study waits for. */
  public Optional<Wait> waitOf(String studyId) {
    return Optional.ofNullable(open.waits().get(studyId));
  }

  /** Leases of a study's attempts, in a fixed order. */
  List<Lease> leasesOf(String studyId) {
    return slotsInUse.leasesOf(studyId);
  }

  public int slots() {
    return slotsInUse.offered();
  }

  /** Slots that nobody uses; never below 0, though more may be in use than are left. */
  public int freeSlots() {
    return Math.max(0, slots() - leases().size());
  }

  // ---- parts replaced; only the evolution of events uses these

  PoolState with(OpenStudies replaced) {
    return new PoolState(pool, replaced, slotsInUse, past, lastTick, resumedAt);
  }

  PoolState with(Slots replaced) {
    return new PoolState(pool, open, replaced, past, lastTick, resumedAt);
  }

  PoolState with(Past replaced) {
    return new PoolState(pool, open, slotsInUse, replaced, lastTick, resumedAt);
  }

  PoolState with(Study study) {
    return with(open.with(study));
  }

  PoolState without(String studyId) {
    return with(open.without(studyId));
  }

  /** A lease of a study that is open or has one already. */
  PoolState with(Lease lease) {
    String studyId = lease.attempt().studyId();
    String tenant = studies().get(studyId) instanceof Study.Known known ? known.job().tenant() : "";
    return with(lease, tenant);
  }

  PoolState with(Lease lease, String tenant) {
    PoolState leased = with(slotsInUse.with(lease, tenant));
    return lease(lease.attempt()).isPresent()
        ? leased
        : leased.running(lease.attempt().studyId(), leased.slotsInUse, 1);
  }

  PoolState freed(AttemptId attempt) {
    return lease(attempt).isEmpty()
        ? this
        : with(slotsInUse.without(attempt)).running(attempt.studyId(), slotsInUse, -1);
  }

  private PoolState running(String studyId, Slots known, int change) {
    String tenant = known.tenantOf(studyId).orElse("");
    return with(open.with(open.queue().running(tenant, change)));
  }

  PoolState with(Worker worker) {
    return offering(slotsInUse.with(worker));
  }

  PoolState withoutWorker(String id) {
    return offering(slotsInUse.withoutWorker(id));
  }

  private PoolState offering(Slots slots) {
    return with(slots).with(open.with(open.queue().offered(slots.offered())));
  }

  PoolState waits(String studyId, Optional<Wait> wait) {
    return with(open.waits(studyId, wait));
  }

  PoolState at(Instant tick) {
    return new PoolState(pool, open, slotsInUse, past, tick, resumedAt);
  }

  PoolState resumed(Instant at) {
    return new PoolState(pool, open, slotsInUse, past, at, at);
  }
}
