package dev.millrace.hpo.pool;

import java.util.Comparator;

/** Hash maps have no order of their own; what is decided about leases must not depend on theirs. */
final class LeaseOrder {

  static final Comparator<Lease> BY_ATTEMPT = Comparator.comparing(Lease::attempt);

  private LeaseOrder() {}
}
