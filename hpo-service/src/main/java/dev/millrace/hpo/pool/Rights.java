package dev.millrace.hpo.pool;

import java.util.Map;

/**
 * What each tenant may have of a pool.
 *
 * @param byTenant of those for whom something particular holds
 * @param others of everybody else
 */
public record Rights(Map<String, TenantRights> byTenant, TenantRights others) {

  public static final Rights EQUAL = new Rights(Map.of(), TenantRights.PLAIN);

  public Rights {
    byTenant = Map.copyOf(byTenant);
  }

  public TenantRights of(String tenant) {
    return byTenant.getOrDefault(tenant, others);
  }
}
