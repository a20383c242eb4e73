package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.AttemptId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * The slots of a pool and who uses them. A lease may outlive its study, so its tenant is remembered
 * here.
 *
 * @param leases attempts that use a slot: a set, so that counting it cannot drift
 * @param users by study, as long as one of its attempts uses a slot
 * @param workers those that are there, by id
 * @param offered slots of all workers together
 */
public record Slots(
    PMap<AttemptId, Lease> leases,
    PMap<String, User> users,
    PMap<String, Worker> workers,
    int offered) {

  static final Slots NONE =
      new Slots(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), 0);

  /** A study with its attempts that use slots. */
  public record User(String tenant, PSortedSet<AttemptId> attempts) {}

  Optional<String> tenantOf(String studyId) {
    return Optional.ofNullable(users.get(studyId)).map(User::tenant);
  }

  /** Leases of a study's attempts, in a fixed order. */
  List<Lease> leasesOf(String studyId) {
    @Nullable User user = users.get(studyId);
    return user == null ? List.of() : user.attempts().stream().map(leases::get).toList();
  }

  Slots with(Lease lease, String tenant) {
    AttemptId attempt = lease.attempt();
    User user = users.getOrDefault(attempt.studyId(), new User(tenant, TreePSet.empty()));
    User more = new User(user.tenant(), user.attempts().plus(attempt));
    return new Slots(
        leases.plus(attempt, lease), users.plus(attempt.studyId(), more), workers, offered);
  }

  Slots without(AttemptId attempt) {
    @Nullable User user = users.get(attempt.studyId());
    if (user == null) {
      return this;
    }
    PSortedSet<AttemptId> others = user.attempts().minus(attempt);
    PMap<String, User> left =
        others.isEmpty()
            ? users.minus(attempt.studyId())
            : users.plus(attempt.studyId(), new User(user.tenant(), others));
    return new Slots(leases.minus(attempt), left, workers, offered);
  }

  Slots with(Worker worker) {
    return new Slots(
        leases,
        users,
        workers.plus(worker.id(), worker),
        offered - slotsOf(worker.id()) + worker.slots());
  }

  Slots withoutWorker(String id) {
    return new Slots(leases, users, workers.minus(id), offered - slotsOf(id));
  }

  private int slotsOf(String workerId) {
    @Nullable Worker worker = workers.get(workerId);
    return worker == null ? 0 : worker.slots();
  }
}
