package dev.millrace.hpo.pool;

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
 * @param lines by tenant
 * @param turns tenants that want a slot and may have one, next one first
 */
public record SlotQueue(Rights rights, PMap<String, TenantLine> lines, PSortedSet<Turn> turns) {

  static SlotQueue empty(Rights rights) {
    return new SlotQueue(rights, HashTreePMap.empty(), TreePSet.empty());
  }

  /** The study that gets the next slot. */
  Optional<Entitlement> next() {
    return turns.isEmpty() ? Optional.empty() : Optional.of(turns.first().first());
  }

  public TenantLine line(String tenant) {
    return lines.getOrDefault(tenant, TenantLine.NONE);
  }

  /** Whether the tenant uses all the slots that it may. */
  boolean isAtQuota(String tenant) {
    return !line(tenant).isWithin(rights.of(tenant));
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
    PSortedSet<Turn> left = before.turn(theirs).map(turns::minus).orElse(turns);
    return new SlotQueue(
        rights,
        after.isEmpty() ? lines.minus(tenant) : lines.plus(tenant, after),
        after.turn(theirs).map(left::plus).orElse(left));
  }
}
