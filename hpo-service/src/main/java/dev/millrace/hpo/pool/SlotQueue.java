package dev.millrace.hpo.pool;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * The one order in which studies get slots: by priority, then by fair share between tenants, then
 * by age. Whatever changes touches one tenant's line and one place in the order, so neither
 * choosing nor changing costs more with ten thousand studies than with ten.
 *
 * @param rights what each tenant may have
 * @param offered slots of the pool: who takes more at once is passed over until there are as many
 * @param lines by tenant
 * @param turns tenants that want a slot and may have one, next one first
 */
public record SlotQueue(
    Rights rights, int offered, PMap<String, TenantLine> lines, PSortedSet<Turn> turns) {

  static SlotQueue empty(Rights rights) {
    return new SlotQueue(rights, 0, HashTreePMap.empty(), TreePSet.empty());
  }

  /** The study that gets the next slot. */
  Optional<Entitlement> next() {
    return turns.isEmpty() ? Optional.empty() : Optional.of(turns.first().first());
  }

  public TenantLine line(String tenant) {
    return lines.getOrDefault(tenant, TenantLine.NONE);
  }

  /** Whether the tenant may not use so many slots more. */
  boolean isAtQuota(String tenant, int slots) {
    return !line(tenant).isWithin(rights.of(tenant), slots);
  }

  /** The same when the pool has so many slots. */
  SlotQueue offered(int slots) {
    if (slots == offered) {
      return this;
    }
    List<Turn> moved =
        lines.entrySet().stream()
            .flatMap(line -> line.getValue().turn(rights.of(line.getKey()), slots).stream())
            .toList();
    return new SlotQueue(rights, slots, lines, TreePSet.from(moved));
  }

  /** Studies that want a slot now, whether or not their tenant may have one. */
  public Stream<Entitlement> wanting() {
    return lines.values().stream().flatMap(line -> line.wanting().stream());
  }

  public int size() {
    return lines.values().stream().mapToInt(line -> line.wanting().size()).sum();
  }

  SlotQueue wants(String tenant, Entitlement study) {
    return change(tenant, line -> line.plus(study));
  }

  SlotQueue wantsNoMore(String tenant, Entitlement study) {
    return change(tenant, line -> line.minus(study));
  }

  SlotQueue running(String tenant, int change) {
    return change(tenant, line -> line.running(change));
  }

  SlotQueue queued(String tenant, int change) {
    return change(tenant, line -> line.queued(change));
  }

  private SlotQueue change(String tenant, UnaryOperator<TenantLine> change) {
    TenantRights theirs = rights.of(tenant);
    TenantLine before = line(tenant);
    TenantLine after = change.apply(before);
    PSortedSet<Turn> left = before.turn(theirs, offered).map(turns::minus).orElse(turns);
    return new SlotQueue(
        rights,
        offered,
        after.isEmpty() ? lines.minus(tenant) : lines.plus(tenant, after),
        after.turn(theirs, offered).map(left::plus).orElse(left));
  }
}
