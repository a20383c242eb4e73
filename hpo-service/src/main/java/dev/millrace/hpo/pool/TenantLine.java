package dev.millrace.hpo.pool;

import java.util.Optional;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * One tenant in a pool.
 *
 * @param running slots that it uses
 * @param queued its jobs that have not had a trial yet
 * @param wanting its studies that want a slot now, most entitled first
 */
public record TenantLine(int running, int queued, PSortedSet<Entitlement> wanting) {

  static final TenantLine NONE = new TenantLine(0, 0, TreePSet.empty());

  TenantLine running(int change) {
    return new TenantLine(running + change, queued, wanting);
  }

  TenantLine queued(int change) {
    return new TenantLine(running, queued + change, wanting);
  }

  TenantLine plus(Entitlement study) {
    return new TenantLine(running, queued, wanting.plus(study));
  }

  TenantLine minus(Entitlement study) {
    return new TenantLine(running, queued, wanting.minus(study));
  }

  boolean isEmpty() {
    return running == 0 && queued == 0 && wanting.isEmpty();
  }

  /** Whether it may use so many slots more. */
  boolean isWithin(TenantRights rights, int slots) {
    return running <= rights.concurrentTrials() - slots;
  }

  /**
   * Its place among the tenants; none when it wants no slot or its next study may not have what it
   * takes now. A study that takes more slots than there are, or than the tenant may ever have,
   * keeps nobody waiting.
   *
   * @param offered slots of the pool
   */
  Optional<Turn> turn(TenantRights rights, int offered) {
    int most = Math.max(1, Math.min(offered, rights.concurrentTrials()));
    return wanting.stream()
        .filter(study -> study.slots() <= most)
        .findFirst()
        .filter(study -> isWithin(rights, study.slots()))
        .map(study -> new Turn(running, rights.weight(), study));
  }
}
