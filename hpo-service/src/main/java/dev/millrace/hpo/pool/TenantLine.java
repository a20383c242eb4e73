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

  boolean isWithin(TenantRights rights) {
    return running < rights.concurrentTrials();
  }

  /** Its place among the tenants; none when it wants no slot or may have no further one. */
  Optional<Turn> turn(TenantRights rights) {
    return wanting.isEmpty() || !isWithin(rights)
        ? Optional.empty()
        : Optional.of(new Turn(running, rights.weight(), wanting.first()));
  }
}
