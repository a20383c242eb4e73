package dev.millrace.hpo.pool;

/**
 * What a tenant may have of a pool.
 *
 * @param weight its share of the slots is its weight in proportion to the others', ≥ 1
 * @param concurrentTrials most slots it may use at once, ≥ 1
 * @param queuedJobs most of its jobs that may wait for their first trial, ≥ 1
 */
public record TenantRights(int weight, int concurrentTrials, int queuedJobs) {

  /** Stands for no limit. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  public static final TenantRights PLAIN = new TenantRights(1, UNLIMITED, UNLIMITED);

  public TenantRights {
    atLeastOne("weight", weight);
    atLeastOne("concurrent trials", concurrentTrials);
    atLeastOne("queued jobs", queuedJobs);
  }

  private static void atLeastOne(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, got " + number);
    }
  }
}
