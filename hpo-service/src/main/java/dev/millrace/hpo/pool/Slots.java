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
 * @param places who is at each place that has a name
 * @param offered slots of all workers together
 */
public record Slots(
    PMap<AttemptId, Lease> leases,
    PMap<String, User> users,
    PMap<String, Worker> workers,
    PMap<String, Place> places,
    int offered) {

  static final Slots NONE =
      new Slots(
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          0);

  /** A study with its attempts that use slots. */
  public record User(String tenant, PSortedSet<AttemptId> attempts) {}

  /** Workers at one place, normally one, and attempts that were started there. */
  public record Place(PSortedSet<String> workers, PSortedSet<AttemptId> attempts) {

    static final Place EMPTY = new Place(TreePSet.empty(), TreePSet.empty());

    boolean isEmpty() {
      return workers.isEmpty() && attempts.isEmpty();
    }
  }

  /** Workers at the place of that name. */
  List<Worker> workersAt(String place) {
    return places.getOrDefault(place, Place.EMPTY).workers().stream().map(workers::get).toList();
  }

  /** Leases of attempts that were started at the place of that name, in a fixed order. */
  List<Lease> leasesAt(String place) {
    return places.getOrDefault(place, Place.EMPTY).attempts().stream().map(leases::get).toList();
  }

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
        leases.plus(attempt, lease),
        users.plus(attempt.studyId(), more),
        workers,
        moved(attempt, placeOf(leases.get(attempt)), placeOf(lease)),
        offered);
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
    return new Slots(
        leases.minus(attempt),
        left,
        workers,
        moved(attempt, placeOf(leases.get(attempt)), ""),
        offered);
  }

  Slots with(Worker worker) {
    Place place = places.getOrDefault(worker.place(), Place.EMPTY);
    return new Slots(
        leases,
        users,
        workers.plus(worker.id(), worker),
        at(places, worker.place(), new Place(place.workers().plus(worker.id()), place.attempts())),
        offered - slotsOf(worker.id()) + worker.slots());
  }

  Slots withoutWorker(String id) {
    @Nullable Worker worker = workers.get(id);
    if (worker == null) {
      return this;
    }
    Place place = places.getOrDefault(worker.place(), Place.EMPTY);
    return new Slots(
        leases,
        users,
        workers.minus(id),
        at(places, worker.place(), new Place(place.workers().minus(id), place.attempts())),
        offered - worker.slots());
  }

  private int slotsOf(String workerId) {
    @Nullable Worker worker = workers.get(workerId);
    return worker == null ? 0 : worker.slots();
  }

  private PMap<String, Place> moved(AttemptId attempt, String from, String to) {
    if (from.equals(to)) {
      return places;
    }
    Place old = places.getOrDefault(from, Place.EMPTY);
    PMap<String, Place> left =
        at(places, from, new Place(old.workers(), old.attempts().minus(attempt)));
    Place now = left.getOrDefault(to, Place.EMPTY);
    return at(left, to, new Place(now.workers(), now.attempts().plus(attempt)));
  }

  /** What has no name is no place. */
  private static PMap<String, Place> at(PMap<String, Place> places, String name, Place place) {
    if (name.isEmpty()) {
      return places;
    }
    return place.isEmpty() ? places.minus(name) : places.plus(name, place);
  }

  private static String placeOf(@Nullable Lease lease) {
    return lease instanceof Lease.Held held ? held.holder().name() : "";
  }
}
