package dev.millrace.hpo.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Study;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The promises of the queue in their simplest form: every question is answered by looking at
 * everything. What the rules keep up to date has to agree with it.
 */
final class NaivePool {

  /** Tenants of studies that ever were, since their leases may outlive them. */
  private final Map<String, String> tenants = new HashMap<>();

  Optional<String> next(PoolState state) {
    remember(state);
    Comparator<Study.Known> order =
        Comparator.comparing(
                (Study.Known study) -> study.job().priority(), Comparator.reverseOrder())
            .thenComparingDouble(study -> share(state, study.job().tenant()))
            .thenComparing(study -> study.job().acceptedAt())
            .thenComparing(Study::id);
    return known(state)
        .filter(Study::wantsSlot)
        .filter(study -> study.slotsAtOnce() <= Math.min(state.slots(), quota(state, study)))
        .collect(Collectors.groupingBy(study -> study.job().tenant()))
        .values()
        .stream()
        .map(ofTenant -> ofTenant.stream().min(order).orElseThrow())
        .filter(study -> study.slotsAtOnce() <= quota(state, study) - slotsOf(state, study))
        .min(order)
        .filter(study -> study.slotsAtOnce() <= state.slots() - state.leases().size())
        .map(Study::id);
  }

  private int slotsOf(PoolState state, Study.Known study) {
    return slotsOf(state, study.job().tenant());
  }

  int slotsOf(PoolState state, String tenant) {
    remember(state);
    return (int)
        state.leases().keySet().stream()
            .map(AttemptId::studyId)
            .filter(study -> tenant.equals(tenants.get(study)))
            .count();
  }

  void checkIndexes(PoolState state) {
    remember(state);
    assertThat(state.queue().wanting().map(Entitlement::studyId))
        .as("studies that want a slot")
        .containsExactlyInAnyOrderElementsOf(
            known(state).filter(Study::wantsSlot).map(Study::id).toList());
    for (String tenant : Set.copyOf(tenants.values())) {
      TenantLine line = state.queue().line(tenant);
      assertThat(line.running()).as("slots of " + tenant).isEqualTo(slotsOf(state, tenant));
      assertThat(line.queued()).as("jobs of " + tenant).isEqualTo(queued(state, tenant));
      assertThat(line.queued()).isLessThanOrEqualTo(state.queue().rights().of(tenant).queuedJobs());
    }
    assertThat(state.open().deadlines().byId().keySet())
        .isEqualTo(
            known(state)
                .filter(Study.Searching.class::isInstance)
                .map(Study::id)
                .collect(Collectors.toSet()));
    for (Worker worker : state.workers().values()) {
      if (!worker.place().isEmpty()) {
        assertThat(state.slotsInUse().workersAt(worker.place())).contains(worker);
      }
    }
    for (Lease lease : state.leases().values()) {
      if (lease instanceof Lease.Held held && !held.holder().name().isEmpty()) {
        assertThat(state.slotsInUse().leasesAt(held.holder().name())).contains(lease);
      }
    }
    assertThat(state.slots())
        .isEqualTo(state.workers().values().stream().mapToInt(Worker::slots).sum());
  }

  private static int queued(PoolState state, String tenant) {
    return (int)
        known(state)
            .filter(study -> study.job().tenant().equals(tenant))
            .filter(
                study -> study instanceof Study.AwaitingDataset || study instanceof Study.Queued)
            .count();
  }

  private double share(PoolState state, String tenant) {
    return (double) slotsOf(state, tenant) / state.queue().rights().of(tenant).weight();
  }

  private static int quota(PoolState state, Study.Known study) {
    return state.queue().rights().of(study.job().tenant()).concurrentTrials();
  }

  private void remember(PoolState state) {
    known(state).forEach(study -> tenants.put(study.id(), study.job().tenant()));
  }

  private static Stream<Study.Known> known(PoolState state) {
    return state.studies().values().stream()
        .filter(Study.Known.class::isInstance)
        .map(Study.Known.class::cast);
  }
}
